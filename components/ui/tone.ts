/** Colour is for status alone, and never alone: an icon and a word go with it. */
export type Tone = "ok" | "wait" | "bad" | "accent" | "quiet";

export const TEXT_OF: Record<Tone, string> = {
  ok: "text-ok",
  wait: "text-wait",
  bad: "text-bad",
  accent: "text-accent",
  quiet: "text-ink3",
};

export const SOFT_OF: Record<Tone, string> = {
  ok: "bg-oksoft text-ok",
  wait: "bg-waitsoft text-wait",
  bad: "bg-badsoft text-bad",
  accent: "bg-accentsoft text-accent",
  quiet: "bg-line2 text-ink2",
};

export const BAR_OF: Record<Tone, string> = {
  ok: "bg-ok",
  wait: "bg-wait",
  bad: "bg-bad",
  accent: "bg-accent",
  quiet: "bg-line",
};
