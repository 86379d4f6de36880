"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { CHANNEL_KINDS, type ChannelKind } from "@/lib/cmk/channels/channel-kinds";
import type { ChannelView } from "@/lib/cmk/channels/channel-schemas";
import { api } from "@/lib/routes";
import { type ChannelDraft, ChannelFields } from "./channel-fields";
import { ChannelTarget, type MailRule } from "./channel-target";
import { minutesOf, timeOf } from "./time-of-day";

type Props = {
  organisationId: string;
  /** The channel that is changed; without one it is a new one. */
  channel?: ChannelView;
  webhookHosts: string[];
  mail: MailRule;
  locale: string;
  messages: Messages;
  onSaved?: () => void;
};

function draftOf(channel: ChannelView | undefined, locale: string): ChannelDraft {
  return {
    name: channel?.name ?? "",
    minSeverity: channel?.minSeverity ?? "high",
    locale: channel?.locale ?? locale,
    timeZone: channel?.timeZone ?? "UTC",
    quietFrom: timeOf(channel?.quietFrom ?? null),
    quietTo: timeOf(channel?.quietTo ?? null),
    digestAt: timeOf(channel?.digestAt ?? null),
  };
}

/** Adds a channel, or changes one. An address is never shown again: a new one takes its place. */
export function ChannelForm({
  organisationId,
  channel,
  webhookHosts,
  mail,
  locale,
  messages,
  onSaved,
}: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [draft, setDraft] = useState(() => draftOf(channel, locale));
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "teams");
  const [to, setTo] = useState(channel?.recipients.join("\n") ?? "");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ signingKey: string | null } | null>(null);
  const id = channel ? `channel-${channel.id}` : "channel";

  const save = async (): Promise<string | null> => {
    const times = {
      quietFrom: minutesOf(draft.quietFrom),
      quietTo: minutesOf(draft.quietTo),
      digestAt: minutesOf(draft.digestAt),
    };
    // An address that is left empty stays as it is stored.
    const target =
      kind === "email"
        ? { recipients: to.split(/[\s,;]+/).filter(Boolean) }
        : { address: to.trim() || (channel ? undefined : "") };
    if (!channel) {
      const body = { kind, ...target, ...draft, ...times };
      return (await send<{ signingKey: string | null }>("POST", api.channels(organisationId), { body }))
        .signingKey;
    }
    const { enabled, revision } = channel;
    const body = { ...draft, ...times, ...target, enabled, revision };
    await send("PATCH", api.channel(organisationId, channel.id), { body });
    return null;
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    setErrors({});
    setMade(null);
    try {
      const signingKey = await save();
      if (!channel || kind !== "email") setTo("");
      if (!channel) {
        setDraft(draftOf(undefined, locale));
        setMade({ signingKey });
      }
      refresh();
      onSaved?.();
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      // One recipient of several is named with its place: recipients.2.
      const found = Object.fromEntries(
        (refused.fields ?? []).map(({ field, reason }) => [field.split(".")[0] ?? field, reason]),
      );
      setErrors(found);
      const [field] = Object.keys(found);
      if (field) document.getElementById(`${id}-${field}`)?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4 px-5 pb-5">
      {channel ? null : (
        <Field id={`${id}-kind`} label={t("channels.kind")}>
          <select
            id={`${id}-kind`}
            className={INPUT}
            value={kind}
            onChange={({ target }) => setKind(CHANNEL_KINDS.find((one) => one === target.value) ?? "teams")}
          >
            {CHANNEL_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`channels.kinds.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <ChannelTarget
        id={id}
        kind={kind}
        isNew={channel === undefined}
        value={to}
        errors={errors}
        rules={{ webhookHosts, mail }}
        words={words}
        change={setTo}
      />
      <ChannelFields
        id={id}
        draft={draft}
        errors={errors}
        words={words}
        change={(part) => setDraft({ ...draft, ...part })}
      />
      {problem ? <ProblemNotice problem={problem} words={words} /> : null}
      {made ? (
        <Notice tone="ok" live="polite" title={t("channels.added")}>
          {made.signingKey ? (
            <>
              <p>{t("channels.signingKeyText")}</p>
              <CodeBlock label={t("channels.signingKey")} wrap className="p-3">
                {made.signingKey}
              </CodeBlock>
            </>
          ) : (
            <p>{t("channels.addedText")}</p>
          )}
        </Notice>
      ) : null}
      <button type="submit" className={BUTTON.main} disabled={busy}>
        {t(channel ? "channels.save" : "channels.add")}
      </button>
    </form>
  );
}
