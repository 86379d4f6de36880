"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { CopyButton } from "@/components/ui/copy-button";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { STATUS_SECTIONS } from "@/lib/cmk/status-link/sections";
import { api, routes } from "@/lib/routes";
import { OrganisationPicker } from "./organisation-picker";

const DAYS = [7, 30, 90, 365];

type Props = {
  organisations: { id: string; name: string }[];
  total: number;
  locale: string;
  messages: Messages;
};

/** Chooses what a stranger may see, and for how long; the link is shown once. */
export function StatusLinkForm({ organisations, total, locale, messages }: Props) {
  const { t, has } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  // A new round has nothing picked.
  const [round, setRound] = useState(0);
  const [problem, setProblem] = useState("");
  const [link, setLink] = useState<string | null>(null);

  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setProblem("");
    setLink(null);
    try {
      const body = {
        title: String(data.get("title")),
        organisations: data.getAll("organisation").map(String),
        sections: data.getAll("section").map(String),
        days: Number(data.get("days")),
      };
      const { token } = await send<{ token: string }>("POST", api.statusLinks(), { body });
      setLink(location.origin + routes.statusPage(token));
      form.reset();
      setRound((count) => count + 1);
      refresh();
    } catch (error) {
      const { code, reason, fields } = problemOf(error);
      const field = fields?.[0]?.reason;
      setProblem(
        field && has(`errors.field.${field}`)
          ? t(`errors.field.${field}`)
          : reason && has(`errors.reason.${reason}`)
            ? t(`errors.reason.${reason}`)
            : t(`errors.${code}`),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void create(event)} className="space-y-5 text-[13px]">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_180px]">
        <label className="text-xs text-ink2">
          {t("statusLink.titleLabel")}
          <input name="title" required maxLength={120} className={`${INPUT} mt-1`} />
        </label>
        <label className="text-xs text-ink2">
          {t("statusLink.daysLabel")}
          <select name="days" defaultValue="30" className={`${INPUT} mt-1`}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t("statusLink.daysOption", { days })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <OrganisationPicker key={round} first={organisations} total={total} t={t} />
      <fieldset>
        <legend className="text-xs text-ink2">{t("statusLink.sectionsLabel")}</legend>
        <div className="mt-1.5 grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          {STATUS_SECTIONS.map((section) => (
            <label key={section} className="flex items-start gap-2">
              <input type="checkbox" name="section" value={section} className="mt-0.5 accent-accent" />
              {t(`statusLink.sections.${section}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={busy} className={BUTTON.main}>
          {t("statusLink.create")}
        </button>
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      </div>
      {link ? (
        <div className="rounded-md border border-line bg-oksoft p-3" role="status">
          <p className="text-xs text-ok">{t("statusLink.once")}</p>
          <div className="mt-2 flex items-center gap-2">
            <label className="min-w-0 flex-1">
              <span className="sr-only">{t("statusLink.link")}</span>
              <input readOnly value={link} className={`${INPUT} font-mono text-xs`} />
            </label>
            <CopyButton
              value={link}
              label={t("statusLink.copy")}
              doneLabel={t("statusLink.copied")}
              withText
              className={BUTTON.plain}
            />
          </div>
        </div>
      ) : null}
    </form>
  );
}
