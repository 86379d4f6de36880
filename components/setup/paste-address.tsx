"use client";
import { type FormEvent, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { AzureCloudId } from "@/lib/cmk/azure-clouds";
import { type KeyAddress, parseKeyAddress } from "@/lib/cmk/key-address";
import type { AddressTarget } from "./address-target";

type Props = {
  cloud: AzureCloudId;
  /** Takes the key, or says why it cannot be taken. */
  take: (address: KeyAddress) => AddressTarget;
  busy: boolean;
  words: Words;
};

/** A key's address, pasted in whatever form it came: understood, or refused at the field with the reason. */
export function PasteAddress({ cloud, take, busy, words: { t } }: Props) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const parsed = parseKeyAddress(text, cloud);
  const target = parsed.ok ? take(parsed) : null;
  const refusal = !parsed.ok
    ? t(`errors.address.${parsed.problem}`)
    : target && !target.ok
      ? t(`errors.address.${target.problem}`, target.params)
      : null;
  const error = text === "" && !asked ? null : refusal;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (target?.ok) target.choose();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-80">
        <Field id="key-address" label={t("step.address")} hint={t("step.addressHint")} error={error}>
          <input
            id="key-address"
            className={`${INPUT} font-mono`}
            value={text}
            placeholder="https://…/keys/…"
            aria-invalid={error !== null}
            aria-describedby={describedBy("key-address", { hint: true, error: error !== null })}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </div>
      <button type="submit" className={BUTTON.plain} disabled={busy}>
        {t("step.addressUse")}
      </button>
    </form>
  );
}
