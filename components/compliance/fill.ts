import type { Tone } from "@/components/ui/tone";

/** How a chart paints a tone. */
export const FILL: Record<Tone, string> = {
  ok: "fill-ok",
  wait: "fill-wait",
  bad: "fill-bad",
  accent: "fill-accent",
  quiet: "fill-ink3",
};
