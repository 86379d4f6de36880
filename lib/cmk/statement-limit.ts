/** Longest message that is kept as evidence with a statement, in characters. */
export const STATEMENT_TEXT_LIMIT = 10_000;
