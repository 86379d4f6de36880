/** An error whose message is meant for the person at the terminal: shown as it is, without a stack. */
export class PlainError extends Error {
  override name = "PlainError";
}

/** What to print for any error: the sentence of a plain one, the stack of a surprise. */
export function describeFailure(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
