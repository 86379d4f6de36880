import { INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { ChannelKind } from "@/lib/cmk/channels/channel-kinds";

/** Whether mail can be sent, and into which domains besides members' own addresses. */
export type MailRule = { on: boolean; domains: string[] };

type Props = {
  id: string;
  kind: ChannelKind;
  isNew: boolean;
  value: string;
  errors: Record<string, string>;
  rules: { webhookHosts: string[]; mail: MailRule };
  words: Words;
  change: (value: string) => void;
};

function hintOf(kind: ChannelKind, { webhookHosts, mail }: Props["rules"], { t }: Words): string {
  if (kind === "webhook")
    return webhookHosts.length === 0
      ? t("channels.addressHint.noHosts")
      : t("channels.addressHint.webhook", { hosts: webhookHosts.join(", ") });
  if (kind !== "email") return t(`channels.addressHint.${kind}`);
  if (!mail.on) return t("channels.recipientsHint.off");
  return mail.domains.length === 0
    ? t("channels.recipientsHint.members")
    : t("channels.recipientsHint.domains", { domains: mail.domains.join(", ") });
}

/** Where a channel sends to: an address, which is a secret and not shown again, or recipients of mail. */
export function ChannelTarget({ id, kind, isNew, value, errors, rules, words, change }: Props) {
  const { t } = words;
  const field = kind === "email" ? "recipients" : "address";
  const error = errors[field] ? t(`errors.field.${errors[field]}`) : undefined;
  const label =
    field === "recipients" ? "channels.recipients" : isNew ? "channels.address" : "channels.newAddress";
  const control = {
    id: `${id}-${field}`,
    spellCheck: false,
    value,
    "aria-invalid": error !== undefined,
    "aria-describedby": describedBy(`${id}-${field}`, { hint: true, error: error !== undefined }),
    onChange: ({ target }: { target: { value: string } }) => change(target.value),
  };
  return (
    <Field id={`${id}-${field}`} label={t(label)} hint={hintOf(kind, rules, words)} error={error}>
      {field === "recipients" ? (
        <textarea {...control} rows={3} maxLength={6000} className={INPUT} />
      ) : (
        <input {...control} type="url" autoComplete="off" maxLength={2000} className={INPUT} />
      )}
    </Field>
  );
}
