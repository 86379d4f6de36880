/** The longest text that is taken, in characters: many errors fit, and a request's limit is not reached. */
export const MAXIMUM_ERROR_TEXT = 30_000;
