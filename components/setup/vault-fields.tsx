"use client";
import { type FormEvent, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { VaultChoice } from "@/lib/cmk/choices";
import { RESOURCE_GROUP_PATTERN, VAULT_NAME_PATTERN } from "@/lib/cmk/ids";

type Props = { initial: VaultChoice; busy: boolean; words: Words; onSave: (choice: VaultChoice) => void };

const FIELDS = [
  { id: "name", label: "step.vaultName", pattern: VAULT_NAME_PATTERN, reason: "vault-name" },
  {
    id: "resourceGroup",
    label: "step.resourceGroup",
    pattern: RESOURCE_GROUP_PATTERN,
    reason: "resource-group",
  },
  { id: "location", label: "step.location", pattern: /^[a-z0-9]{3,40}$/, reason: "location" },
] as const;

/** Name, group, region and tier of the vault to be made; folded away, as the suggestion is good. */
export function VaultFields({ initial, busy, words: { t }, onSave }: Props) {
  const [choice, setChoice] = useState(initial);
  const wrong = FIELDS.filter((field) => !field.pattern.test(choice[field.id]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.length === 0) onSave(choice);
  };
  return (
    <details>
      <summary className="text-xs text-ink2 underline underline-offset-2 hover:text-ink">
        {t("step.editNames")}
      </summary>
      <form onSubmit={submit} className="mt-3 grid gap-4 sm:grid-cols-2">
        {FIELDS.map(({ id, label, reason }) => {
          const error = wrong.some((field) => field.id === id);
          return (
            <Field
              key={id}
              id={`vault-${id}`}
              label={t(label)}
              error={error ? t(`errors.field.${reason}`) : null}
            >
              <input
                id={`vault-${id}`}
                className={`${INPUT} font-mono`}
                value={choice[id]}
                aria-invalid={error}
                aria-describedby={describedBy(`vault-${id}`, { error })}
                onChange={(event) => setChoice({ ...choice, [id]: event.target.value.trim() })}
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          );
        })}
        <Field id="vault-tier" label={t("step.tier")}>
          <select
            id="vault-tier"
            className={INPUT}
            value={choice.sku}
            onChange={(event) =>
              setChoice({ ...choice, sku: event.target.value === "premium" ? "premium" : "standard" })
            }
          >
            <option value="premium">{t("step.tierPremium")}</option>
            <option value="standard">{t("step.tierStandard")}</option>
          </select>
        </Field>
        <p className="sm:col-span-2">
          <button type="submit" className={BUTTON.plain} disabled={busy || wrong.length > 0}>
            {t("step.updatePlan")}
          </button>
        </p>
      </form>
    </details>
  );
}
