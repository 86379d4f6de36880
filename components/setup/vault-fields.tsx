"use client";
import { type FormEvent, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { VaultChoice } from "@/lib/cmk/choices";
import { namingFault } from "@/lib/cmk/naming";
import { NameField } from "./name-field";

type Taken = { name: string; free: string | null };
type Props = {
  initial: VaultChoice;
  taken: Taken | null;
  busy: boolean;
  words: Words;
  onSave: (choice: VaultChoice) => void;
};

const LOCATION = /^[a-z0-9]{3,40}$/;

/** Name, group, region and tier of the vault to be made; folded away, as the suggestion is good. */
export function VaultFields({ initial, taken, busy, words, onSave }: Props) {
  const { t } = words;
  const [choice, setChoice] = useState(initial);
  const isTaken = taken !== null && taken.name === choice.name;
  const badLocation = !LOCATION.test(choice.location);
  const wrong =
    badLocation ||
    namingFault("vault", choice.name) !== null ||
    namingFault("resource-group", choice.resourceGroup) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onSave(choice);
  };
  return (
    <details open={taken !== null}>
      <summary className="text-xs text-ink2 underline underline-offset-2 hover:text-ink">
        {t("step.editNames")}
      </summary>
      <form onSubmit={submit} className="mt-3 grid gap-4 sm:grid-cols-2">
        <div>
          <NameField
            id="vault-name"
            kind="vault"
            label={t("step.vaultName")}
            refused={isTaken ? t("recovery.nameTaken", { name: choice.name }) : null}
            value={choice.name}
            onChange={(name) => setChoice({ ...choice, name })}
            words={words}
          />
          {isTaken && taken.free ? (
            <button
              type="button"
              className={`${BUTTON.quiet} mt-1.5`}
              disabled={busy}
              onClick={() => onSave({ ...choice, name: taken.free ?? choice.name })}
            >
              {t("recovery.useName", { name: taken.free })}
            </button>
          ) : null}
        </div>
        <NameField
          id="vault-resourceGroup"
          kind="resource-group"
          label={t("step.resourceGroup")}
          value={choice.resourceGroup}
          onChange={(resourceGroup) => setChoice({ ...choice, resourceGroup })}
          words={words}
        />
        <Field
          id="vault-location"
          label={t("step.location")}
          error={badLocation ? t("errors.field.location") : null}
        >
          <input
            id="vault-location"
            className={`${INPUT} font-mono`}
            value={choice.location}
            aria-invalid={badLocation}
            aria-describedby={describedBy("vault-location", { error: badLocation })}
            onChange={(event) => setChoice({ ...choice, location: event.target.value.trim() })}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
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
          <button type="submit" className={BUTTON.plain} disabled={busy || wrong}>
            {t("step.updatePlan")}
          </button>
        </p>
      </form>
    </details>
  );
}
