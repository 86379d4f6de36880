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

const listening = new AsyncLocalStorage<HeardAnswer[]>();

/** Runs `work` and gives back what vendors answered to its reads, the newest of each address. */
export async function hearAnswers<T>(work: () => Promise<T>): Promise<{ result: T; answers: HeardAnswer[] }> {
  const heard: HeardAnswer[] = [];
  const result = await listening.run(heard, work);
  const newest = new Map(heard.map((answer) => [answer.address, answer]));
  return { result, answers: [...newest.values()] };
}

/** Whether anybody keeps answers now: reading a body twice costs. */
export const isHeard = (method: string): boolean => method === "GET" && listening.getStore() !== undefined;

/** Tells an answer to whoever listens. Only reads count: what else is answered may hold a token. */
export function noteAnswer(answer: Omit<HeardAnswer, "truncated" | "at">): void {
  const heard = listening.getStore();
  if (!heard || answer.method !== "GET" || heard.length >= MOST) return;
  const { body } = answer;
  const truncated = body.length > BODY_CHARACTERS;
  heard.push({ ...answer, body: body.slice(0, BODY_CHARACTERS), truncated, at: new Date() });
}
