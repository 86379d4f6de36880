"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { withQuery } from "@/components/ui/with-query";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

type View = { id: string; name: string; filter: Record<string, string> };
type Props = {
  views: View[];
  filter: Record<string, string>;
  path: string;
  locale: string;
  messages: Messages;
};

/** The person's own views of the log: filters with a name. */
export function SavedViews({ views, filter, path, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  /** What a name is typed for: a new view, or one that gets another name. */
  const [naming, setNaming] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const { chain: _chain, ...kept } = filter;
  const same = (view: View) =>
    JSON.stringify(Object.entries(view.filter).sort()) === JSON.stringify(Object.entries(kept).sort());
  const current = views.find(same);

  const run = async (work: Promise<unknown>) => {
    setProblem("");
    try {
      await work;
      setNaming(null);
      setName("");
      refresh();
    } catch (error) {
      const { code, reason, fields } = problemOf(error);
      const [field] = fields ?? [];
      const key = field ? `errors.field.${field.reason}` : reason ? `errors.reason.${reason}` : "";
      setProblem(t(words.has(key) ? key : `errors.${code}`));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = naming === "new" ? { name, filter: kept } : { name };
    void run(
      naming === "new"
        ? send("POST", api.auditViews(), { body })
        : send("PATCH", api.auditView(naming ?? ""), { body }),
    );
  };
  const begin = (what: string, start: string) => {
    setNaming(what);
    setName(start);
    setProblem("");
  };

  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 text-[13px] print:hidden">
      <nav aria-label={t("audit.views.title")} className="contents">
        {views.map((view) => (
          <Link
            key={view.id}
            href={withQuery(path, view.filter)}
            aria-current={view === current ? "page" : undefined}
            className={`max-w-60 truncate rounded-full border px-3 py-1 ${view === current ? "border-accent bg-accentsoft text-accent" : "border-line bg-panel text-ink2 hover:bg-line2"}`}
          >
            {view.name}
          </Link>
        ))}
      </nav>
      {naming ? (
        <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
          <input
            aria-label={t("audit.views.name")}
            className={`${INPUT} w-52!`}
            value={name}
            maxLength={80}
            autoFocus
            onChange={({ target }) => setName(target.value)}
            onKeyDown={({ key }) => key === "Escape" && setNaming(null)}
          />
          <button type="submit" className={BUTTON.plain}>
            {t("audit.views.keep")}
          </button>
          <button type="button" className={BUTTON.quiet} onClick={() => setNaming(null)}>
            {t("common.cancel")}
          </button>
        </form>
      ) : current ? (
        <>
          <button type="button" className={BUTTON.quiet} onClick={() => begin(current.id, current.name)}>
            {t("audit.views.rename")}
          </button>
          <button
            type="button"
            className={BUTTON.quiet}
            onClick={() => void run(send("DELETE", api.auditView(current.id)))}
          >
            {t("audit.views.remove")}
          </button>
        </>
      ) : Object.keys(kept).length > 0 ? (
        <button type="button" className={BUTTON.quiet} onClick={() => begin("new", "")}>
          {t("audit.views.save")}
        </button>
      ) : null}
      <span aria-live="polite" className="text-xs text-bad">
        {problem}
      </span>
    </div>
  );
}
