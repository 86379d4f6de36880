"use client";
import { INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import { type NameKind, namingFault } from "@/lib/cmk/naming";

type Props = {
  id: string;
  kind: NameKind;
  label: string;
  hint?: string;
  /** What Azure said about this very name, though it keeps the rules. */
  refused?: string | null;
  value: string;
  onChange: (value: string) => void;
  words: Words;
};

/** A name that Azure or Adobe has rules for: what is wrong is said while it is typed, and nothing typed is changed. */
export function NameField({ id, kind, label, hint, refused, value, onChange, words: { t } }: Props) {
  const fault = namingFault(kind, value);
  const error = fault ? t(`errors.naming.${fault.problem}`, fault.params) : (refused ?? null);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={`${INPUT} font-mono`}
        value={value}
        aria-invalid={error !== null}
        aria-describedby={describedBy(id, { hint: Boolean(hint), error: error !== null })}
        onChange={(event) => onChange(event.target.value.trimStart())}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}
