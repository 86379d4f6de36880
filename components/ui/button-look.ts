const BASE =
  "inline-flex items-center justify-center gap-2 rounded-md px-3.5 py-2 text-[13px] font-medium disabled:opacity-55 disabled:cursor-not-allowed";

/** Classes of a button: one main action per screen, the rest plain. */
export const BUTTON = {
  main: `${BASE} bg-accent text-accentink hover:opacity-90`,
  plain: `${BASE} border border-line bg-panel text-ink hover:bg-line2`,
  quiet: "inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-xs text-ink2 hover:bg-line2",
} as const;

export const INPUT =
  "w-full rounded-md border border-edge bg-panel px-3 py-2 text-[13px] text-ink placeholder:text-ink3 aria-invalid:border-bad disabled:opacity-60";
