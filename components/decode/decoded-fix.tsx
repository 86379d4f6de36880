import Link from "next/link";
import type { Words } from "@/components/ui/words";
import type { DecodedErrorView } from "@/lib/cmk/decode/decoded-view";
import { routes } from "@/lib/routes";
import { CommandText } from "./command-text";

type Props = {
  error: DecodedErrorView;
  organisationId: string | null;
  /** The step that is open: nothing leads to where one is. */
  current?: string;
  words: Words;
};

/** Which id differs, the steps whose plan mends it, and the command for those who mend it elsewhere. */
export function DecodedFix({ error, organisationId, current, words }: Props) {
  const { t } = words;
  const { differences, script } = error;
  const steps = organisationId ? error.steps.filter(({ part, step }) => `${part}/${step}` !== current) : [];
  return (
    <>
      {differences.length > 0 ? (
        <div className="rounded-md border border-line bg-panel px-3 py-2 text-ink">
          <p className="text-xs font-medium">{t("decoded.differs")}</p>
          <ul className="mt-1 space-y-1">
            {differences.map(({ id, text }) => (
              <li key={id} className="break-words [overflow-wrap:anywhere]">
                {text}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {organisationId && steps.length > 0 ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {steps.map(({ part, step, name }) => (
            <li key={`${part}/${step}`}>
              <Link
                className="inline-block py-1 underline underline-offset-2"
                href={routes.step(organisationId, part, step)}
                prefetch={false}
              >
                {t("decoded.goTo", { step: name })}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {script ? <CommandText script={script} words={words} /> : null}
    </>
  );
}
