"use client";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { ChannelView, DeliveryView } from "@/lib/cmk/channels/channel-schemas";
import { api } from "@/lib/routes";
import { ChannelForm } from "./channel-form";
import type { MailRule } from "./channel-target";
import { troubleWords } from "./trouble-words";

type Props = {
  organisationId: string;
  channel: ChannelView;
  webhookHosts: string[];
  mail: MailRule;
  locale: string;
  messages: Messages;
};

/** What an admin can do with a channel: try it, change it, switch it off and on, remove it. */
export function ChannelButtons({ organisationId, channel, webhookHosts, mail, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);

  const run = async (work: () => Promise<string | null>) => {
    setBusy(true);
    setSaid(null);
    try {
      const text = await work();
      if (text) setSaid({ ok: true, text });
    } catch (error) {
      const { code, reason } = problemOf(error);
      const known = reason && words.has(`errors.reason.${reason}`);
      setSaid({ ok: false, text: t(known ? `errors.reason.${reason}` : `errors.${code}`) });
    } finally {
      setBusy(false);
      setRemoving(false);
      refresh();
    }
  };
  const test = async () => {
    const sent = await send<DeliveryView>("POST", api.channelTest(organisationId, channel.id));
    if (sent.status === "sent")
      return [t("channels.testSent"), troubleWords(sent.problem, channel.kind, words)].join(" ").trim();
    setSaid({ ok: false, text: troubleWords(sent.problem, channel.kind, words) });
    return null;
  };
  const toggle = async () => {
    const { name, minSeverity, locale: language, timeZone, quietFrom, quietTo, digestAt, revision } = channel;
    const kept = { name, minSeverity, locale: language, timeZone, quietFrom, quietTo, digestAt, revision };
    const body = { ...kept, enabled: !channel.enabled };
    await send("PATCH", api.channel(organisationId, channel.id), { body });
    return null;
  };
  const remove = async () => {
    await send("DELETE", api.channel(organisationId, channel.id));
    return null;
  };

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(test)}>
          {t("channels.test")}
        </button>
        <button
          type="button"
          className={BUTTON.quiet}
          disabled={busy}
          onClick={() => dialog.current?.showModal()}
        >
          {t("channels.change")}
        </button>
        <button type="button" className={BUTTON.quiet} disabled={busy} onClick={() => void run(toggle)}>
          {t(channel.enabled ? "channels.switchOff" : "channels.switchOn")}
        </button>
        {removing ? (
          <span className="flex flex-wrap items-center gap-2 text-xs text-ink2">
            {t("channels.removeAsk")}
            <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(remove)}>
              {t("channels.removeYes")}
            </button>
            <button type="button" className={BUTTON.quiet} onClick={() => setRemoving(false)}>
              {t("channels.removeNo")}
            </button>
          </span>
        ) : (
          <button type="button" className={BUTTON.quiet} disabled={busy} onClick={() => setRemoving(true)}>
            {t("channels.remove")}
          </button>
        )}
      </div>
      <p className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`} aria-live="polite">
        {said?.text ?? ""}
      </p>
      <Dialog
        ref={dialog}
        title={t("channels.changeTitle", { name: channel.name })}
        closeLabel={t("channels.close")}
      >
        <div className="overflow-y-auto">
          <ChannelForm
            key={channel.revision}
            organisationId={organisationId}
            channel={channel}
            webhookHosts={webhookHosts}
            mail={mail}
            locale={locale}
            messages={messages}
            onSaved={() => dialog.current?.close()}
          />
        </div>
      </Dialog>
    </div>
  );
}
