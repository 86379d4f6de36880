import "server-only";
import type { Observer } from "../step";
import { look } from "./look";

/** What Adobe knows under the chosen configuration name, whose case counts. */
export const observeConfig: Observer = async (context) => [
  await look(context, "config", "adobe", async () => {
    const found = await (await context.adobe()).getConfig(context.input.choices.configName);
    return found ?? { exists: false as const, softDeleted: null };
  }),
];
