import { Icon } from "./icon";
import type { Tone } from "./tone";

/** A status as a drawing. */
export function ToneIcon({ tone, className }: { tone: Tone; className?: string }) {
  return <Icon name={`tone-${tone}`} {...(className ? { className } : {})} />;
}
