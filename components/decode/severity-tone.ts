import type { Tone } from "@/components/ui/tone";
import type { Severity } from "@/lib/cmk/decode/decoded";

/** Colour of what an error means for the key. */
export const SEVERITY_TONE: Record<Severity, Tone> = {
  purge: "bad",
  access: "bad",
  obstacle: "accent",
  wait: "wait",
  harmless: "ok",
};
