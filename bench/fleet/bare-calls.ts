import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** One call that a look made, as it can be made again by itself. */
type Call = { url: string; headers: Record<string, string> };

/** So many different ones are enough for the mix, and cost no memory to speak of. */
const MOST = 2000;
/** What Azure, Graph and Adobe answer by; the rest is of the library that sent it. */
const KEPT = ["authorization", "x-api-key", "x-gw-ims-org-id", "accept"];
const CHANNEL = "undici:request:create";

type Sent = { request: { method: string; origin: string; path: string; headers: unknown } };

const calls: Call[] = [];

function headersOf(sent: unknown): Record<string, string> {
  if (!Array.isArray(sent)) return {};
  const found: Record<string, string> = {};
  for (let at = 0; at + 1 < sent.length; at += 2) {
    const name = String(sent[at]).toLowerCase();
    if (KEPT.includes(name)) found[name] = String(sent[at + 1]);
  }
  return found;
}

function keep(message: unknown): void {
  const { method, origin, path, headers } = (message as Sent).request;
  if (method !== "GET" || !origin.startsWith("https:")) return;
  calls.push({ url: origin + path, headers: headersOf(headers) });
  if (calls.length >= MOST) unsubscribe(CHANNEL, keep);
}

/** Remembers the first calls that looks make from now on. */
export function rememberCalls(): void {
  calls.length = 0;
  subscribe(CHANNEL, keep);
}

/**
 * Makes `count` of the calls again that the looks made, bare: the same addresses with the same tokens, through the same
 * proxy and its open connections, each answer read and parsed, and nothing else. `atOnce`: how many are under way.
 */
export async function makeBareCalls(count: number, atOnce: number): Promise<void> {
  unsubscribe(CHANNEL, keep);
  if (calls.length === 0) throw new Error("There was no call to make again.");
  let made = 0;
  const one = async () => {
    while (made < count) {
      const { url, headers } = calls[made++ % calls.length] as Call;
      const answer = await fetch(url, { headers });
      if (answer.status !== 200) throw new Error(`A bare call to ${url} was answered ${answer.status}.`);
      JSON.parse(await answer.text());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
