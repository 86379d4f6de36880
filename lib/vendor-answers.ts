import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { VendorFailure } from "./cmk/facts";

/** What a vendor's service answered to a read. `body`: as it came, cut at BODY_CHARACTERS; not redacted yet. */
export type HeardAnswer = {
  vendor: VendorFailure["vendor"];
  method: string;
  address: string;
  status: number;
  body: string;
  truncated: boolean;
  at: Date;
};

const BODY_CHARACTERS = 200_000;
const MOST = 60;

/** `heard` is null once the work is over. */
type Listener = { heard: HeardAnswer[] | null };
const listening = new AsyncLocalStorage<Listener>();

/** Runs `work` and gives back what vendors answered to its reads, the newest of each address. */
export async function hearAnswers<T>(work: () => Promise<T>): Promise<{ result: T; answers: HeardAnswer[] }> {
  const heard: HeardAnswer[] = [];
  const listener: Listener = { heard };
  try {
    const result = await listening.run(listener, work);
    const newest = new Map(heard.map((answer) => [answer.address, answer]));
    return { result, answers: [...newest.values()] };
  } finally {
    // A connection or a kept promise that began meanwhile remembers the listener for as long as it lives.
    listener.heard = null;
  }
}

/** Whether anybody keeps answers now: reading a body twice costs. */
export const isHeard = (method: string): boolean => method === "GET" && Boolean(listening.getStore()?.heard);

/** Tells an answer to whoever listens. Only reads count: what else is answered may hold a token. */
export function noteAnswer(answer: Omit<HeardAnswer, "truncated" | "at">): void {
  const heard = listening.getStore()?.heard;
  if (!heard || answer.method !== "GET" || heard.length >= MOST) return;
  const { body } = answer;
  const truncated = body.length > BODY_CHARACTERS;
  heard.push({ ...answer, body: body.slice(0, BODY_CHARACTERS), truncated, at: new Date() });
}
