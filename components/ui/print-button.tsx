"use client";
import { Printer } from "lucide-react";
import { BUTTON } from "./button-look";

export function PrintButton({ label }: { label: string }) {
  return (
    <button type="button" className={BUTTON.plain} onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" strokeWidth={1.75} />
      {label}
    </button>
  );
}
