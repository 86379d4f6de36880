import { headers } from "next/headers";
import { Icon } from "@/components/ui/icon";
import type { Words } from "@/components/ui/words";

/** Opens the palette: a plain button, which palette-opener.tsx listens to. */
export async function SearchButton({ words }: { words: Words }) {
  const mac = /Mac|iPhone|iPad/.test((await headers()).get("user-agent") ?? "");
  return (
    <button
      type="button"
      data-opens-palette
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      className="flex w-64 items-center gap-2 rounded-md border border-edge/60 px-2.5 py-1.5 text-ink3 hover:border-edge max-lg:w-44"
    >
      <Icon name="search" className="size-3.5" />
      <span className="flex-1 text-left">{words.t("palette.open")}</span>
      <kbd aria-hidden className="rounded border border-line px-1 font-mono text-[11px]">
        {mac ? "⌘K" : "Ctrl K"}
      </kbd>
    </button>
  );
}
