import { Check, Circle, CircleCheck, CircleDot, Copy, OctagonAlert, Timer } from "lucide-react";
import type { ComponentType } from "react";
import type { Tone } from "./tone";

type Drawing = ComponentType<{ size: string; strokeWidth: number }>;

const DRAWINGS: Record<`tone-${Tone}` | "copy" | "check", Drawing> = {
  "tone-ok": CircleCheck,
  "tone-wait": Timer,
  "tone-bad": OctagonAlert,
  "tone-accent": CircleDot,
  "tone-quiet": Circle,
  copy: Copy,
  check: Check,
};

/** The drawings that a page repeats, once: tables of a hundred rows stay light. */
export function IconSheet() {
  return (
    <svg aria-hidden width="0" height="0" className="absolute">
      {Object.entries(DRAWINGS).map(([id, Icon]) => (
        <symbol key={id} id={id} viewBox="0 0 24 24">
          <Icon size="24" strokeWidth={1.75} />
        </symbol>
      ))}
    </svg>
  );
}
