import { Circle, CircleCheck, CircleDot, OctagonAlert, Timer } from "lucide-react";
import type { Tone } from "./tone";

const ICONS = {
  ok: CircleCheck,
  wait: Timer,
  bad: OctagonAlert,
  accent: CircleDot,
  quiet: Circle,
} satisfies Record<Tone, unknown>;

export function ToneIcon({ tone, className = "size-4" }: { tone: Tone; className?: string }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden className={`${className} shrink-0`} strokeWidth={1.75} />;
}
