"use client";
import { type FormEvent, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { KeyChoice as Decision } from "@/lib/cmk/choices";
import { namingFault } from "@/lib/cmk/naming";
import type { KeyCandidate } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { keyTarget } from "./address-target";
import { Choice, ChoiceList, reasonsOf } from "./choice-list";
import { NameField } from "./name-field";
import { PasteDetails } from "./paste-details";
import type { BodyProps } from "./step-body";
import { useCandidates } from "./use-candidates";

/** A new key, or one that is in the vault. */
export function KeyChoice({ actions, words }: BodyProps) {
  const { view, busy, choose } = actions;
  const { t } = words;
  const { key } = view.choices.complete;
  const candidates = useCandidates<KeyCandidate>(api.keys(view.organisation.id, view.step.part));
  const own: Decision = key.mode === "create" ? key : view.choices.suggested.key;
  return (
    <ChoiceList
      words={words}
      candidates={candidates}
      more={
        candidates.state === "listed" ? (
          <PasteDetails
            cloud={view.cloud}
            take={(address) => keyTarget(address, view, candidates.list, choose)}
            busy={busy !== null}
            words={words}
          />
        ) : null
      }
    >
      <Choice
        name="key"
        title={
          <>
            {t("step.newKey")} <span className="font-mono text-xs">{own.name}</span>
          </>
        }
        detail={t("step.newKeyText", { size: own.size })}
        fit="fits"
        reasons={[t("step.newVaultText")]}
        checked={key.mode === "create"}
        disabled={busy !== null}
        onChoose={() => void choose({ key: own })}
        words={words}
      >
        <KeyFields
          key={view.choices.revision}
          initial={own}
          busy={busy !== null}
          words={words}
          onSave={(next) => void choose({ key: next })}
        />
      </Choice>
      {(candidates.state === "listed" ? candidates.list : []).map((candidate) => (
        <Choice
          key={candidate.key.identifier}
          name="key"
          title={<span className="font-mono text-xs">{candidate.key.name}</span>}
          detail={t("step.bits", { type: candidate.key.type, size: candidate.key.size ?? "" })}
          fit={candidate.fit}
          reasons={reasonsOf(candidate, words)}
          checked={key.mode === "adopt" && key.name.toLowerCase() === candidate.key.name.toLowerCase()}
          disabled={busy !== null}
          onChoose={() =>
            void choose({
              key: {
                mode: "adopt",
                name: candidate.key.name,
                size: candidate.key.size === 4096 ? 4096 : 3072,
              },
            })
          }
          words={words}
        />
      ))}
    </ChoiceList>
  );
}

type FieldsProps = { initial: Decision; busy: boolean; words: Words; onSave: (choice: Decision) => void };

function KeyFields({ initial, busy, words, onSave }: FieldsProps) {
  const { t } = words;
  const [choice, setChoice] = useState(initial);
  const wrong = namingFault("key", choice.name) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onSave(choice);
  };
  return (
    <details>
      <summary className="text-xs text-ink2 underline underline-offset-2 hover:text-ink">
        {t("step.editKey")}
      </summary>
      <form onSubmit={submit} className="mt-3 grid gap-4 sm:grid-cols-2">
        <NameField
          id="key-name"
          kind="key"
          label={t("step.keyName")}
          value={choice.name}
          onChange={(name) => setChoice({ ...choice, name })}
          words={words}
        />
        <Field id="key-size" label={t("step.keySize")}>
          <select
            id="key-size"
            className={INPUT}
            value={choice.size}
            onChange={(event) => setChoice({ ...choice, size: event.target.value === "4096" ? 4096 : 3072 })}
          >
            <option value={3072}>RSA 3072</option>
            <option value={4096}>RSA 4096</option>
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
