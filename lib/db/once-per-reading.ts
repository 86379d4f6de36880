import "server-only";
import type { Transaction } from "./transaction";

const asked = new WeakMap<Transaction, Map<string, Promise<unknown>>>();

/**
 * Asks a question once for all who read in the same transaction: a reading is one snapshot, so the answer is the same.
 * Where the transaction writes it is asked each time. `question` names it with everything that it depends on.
 */
export function oncePerReading<T>(tx: Transaction, question: string, ask: () => Promise<T>): Promise<T> {
  if (!tx.snapshot) return ask();
  const answers = asked.get(tx) ?? new Map<string, Promise<unknown>>();
  asked.set(tx, answers);
  const answer = (answers.get(question) as Promise<T> | undefined) ?? ask();
  answers.set(question, answer);
  return answer;
}
