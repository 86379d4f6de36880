import { startSandbox } from "../../sandbox/start";
import { addFleet } from "./customers";

// A process of its own: what the clouds cost is not what watching costs.
const [size = 0, customers = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
const sandbox = await startSandbox({
  memory: true,
  settings: { latencyMs, roleDelayMs: 0, firewallDelayMs: 0 },
});
addFleet(sandbox.world.state, size, customers);

let asked = 0;
const { add } = sandbox.log;
sandbox.log.add = (exchange) => {
  asked += 1;
  add(exchange);
};
process.on("message", (message) => {
  if (message === "count") process.send?.({ asked });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ env: sandbox.env, doorUrl: sandbox.doorUrl });
