"use client";
import { type FormEvent, useMemo, useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { STREAM_KINDS, type StreamKind } from "@/lib/cmk/audit/stream-kinds";
import { useChange } from "./use-change";

type Props = {
  path: string;
  webhookHosts: string[];
  syslogHosts: string[];
  locale: string;
  messages: Messages;
};

const EMPTY = { name: "", host: "", port: "6514", caCertificate: "", address: "", from: "now" };

/** Adds a stream: syslog over TLS, or a signed webhook. */
export function StreamForm({ path, webhookHosts, syslogHosts, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run, errorOf } = useChange(words);
  const [kind, setKind] = useState<StreamKind>("syslog");
  const [draft, setDraft] = useState(EMPTY);
  const [key, setKey] = useState<string | null>(null);
  const hosts = kind === "syslog" ? syslogHosts : webhookHosts;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, from, host, port, caCertificate, address } = draft;
    const target =
      kind === "syslog"
        ? { host, port: Number(port), caCertificate: caCertificate.trim() || null }
        : { address };
    setKey(null);
    void run(async () => {
      const made = await send<{ signingKey: string | null }>("POST", path, {
        body: { kind, name, from, ...target },
      });
      setKey(made.signingKey);
      setDraft(EMPTY);
      return { ok: true, text: t("auditSettings.added") };
    });
  };
  const control = (field: keyof typeof EMPTY, hint = false) => ({
    id: `stream-${field}`,
    className: INPUT,
    value: draft[field],
    "aria-invalid": errorOf(field) !== undefined,
    "aria-describedby": describedBy(`stream-${field}`, { hint, error: errorOf(field) !== undefined }),
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [field]: target.value }),
  });
  const field = (name: keyof typeof EMPTY, hint?: string) => ({
    id: `stream-${name}`,
    label: t(`auditSettings.fields.${name}`),
    hint,
    error: errorOf(name),
  });
  const allowed =
    hosts.length > 0
      ? t("auditSettings.hosts", { hosts: hosts.join(", ") })
      : t(`auditSettings.noHosts.${kind}`);
  return (
    <form onSubmit={submit} noValidate className="grid gap-4 px-5 pb-5 sm:grid-cols-2">
      <h3 className="font-medium sm:col-span-2">{t("auditSettings.addTitle")}</h3>
      <Field id="stream-kind" label={t("auditSettings.kind")}>
        <select
          id="stream-kind"
          className={INPUT}
          value={kind}
          onChange={({ target }) => setKind(STREAM_KINDS.find((one) => one === target.value) ?? "syslog")}
        >
          {STREAM_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`auditSettings.kinds.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field {...field("name")}>
        <input maxLength={80} {...control("name")} />
      </Field>
      {kind === "syslog" ? (
        <>
          <Field {...field("host", allowed)}>
            <input maxLength={253} spellCheck={false} autoComplete="off" {...control("host", true)} />
          </Field>
          <Field {...field("port")}>
            <input inputMode="numeric" maxLength={5} {...control("port")} />
          </Field>
          <div className="sm:col-span-2">
            <Field {...field("caCertificate", t("auditSettings.caHint"))}>
              <textarea
                rows={3}
                spellCheck={false}
                {...control("caCertificate", true)}
                className={`${INPUT} font-mono`}
              />
            </Field>
          </div>
        </>
      ) : (
        <div className="sm:col-span-2">
          <Field {...field("address", allowed)}>
            <input
              type="url"
              maxLength={2000}
              spellCheck={false}
              autoComplete="off"
              {...control("address", true)}
            />
          </Field>
        </div>
      )}
      <Field {...field("from")}>
        <select {...control("from")}>
          {["now", "start"].map((one) => (
            <option key={one} value={one}>
              {t(`auditSettings.from.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      {key ? (
        <div className="sm:col-span-2">
          <Notice tone="ok" live="polite" title={t("auditSettings.keyTitle")}>
            <p>{t("auditSettings.keyText")}</p>
            <CodeBlock label={t("auditSettings.keyLabel")} wrap className="p-3">
              {key}
            </CodeBlock>
          </Notice>
        </div>
      ) : null}
      <div className="flex items-center gap-3 sm:col-span-2">
        <button type="submit" className={BUTTON.main} disabled={busy}>
          {t("auditSettings.add")}
        </button>
        <span aria-live="polite" className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`}>
          {said?.text ?? ""}
        </span>
      </div>
    </form>
  );
}
