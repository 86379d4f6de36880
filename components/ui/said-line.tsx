/** How a change went, told to screen readers as well. */
export function SaidLine({ said }: { said: { ok: boolean; text: string } | null }) {
  return (
    <p className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`} aria-live="polite">
      {said?.text ?? ""}
    </p>
  );
}
