import "server-only";

/** Under which name Clavis itself appears in what it opens, closes and ends. */
export const WATCHER = "Clavis";
