import Link from "next/link";
import { PART_TONE } from "@/components/setup/part-tone";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import type { Words } from "@/components/ui/words";
import type { SetupView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

type Props = { organisations: { id: string; name: string }[]; setup: SetupView | null; words: Words };

/** Whose keys one organisation's data is under now; a form without script chooses which. */
export function OrganisationStatus({ organisations, setup, words: { t } }: Props) {
  if (organisations.length === 0) return null;
  return (
    <Card>
      <CardHead
        title={
          setup ? t("encryption.statusOf", { name: setup.organisation.name }) : t("encryption.statusTitle")
        }
      />
      <form action={routes.encryption()} className="flex flex-wrap items-end gap-3 px-5 pb-4 print:hidden">
        <div className="min-w-0 flex-1 basis-60">
          <label htmlFor="org" className="mb-1.5 block text-[13px] font-medium">
            {t("encryption.choose")}
          </label>
          <select id="org" name="org" className={INPUT} defaultValue={setup?.organisation.id}>
            {organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className={BUTTON.plain}>
          {t("encryption.show")}
        </button>
      </form>
      {setup ? (
        <>
          <p className="border-t border-line2 px-5 py-3 text-[13px]">
            {t(setup.covered ? "encryption.covered" : "encryption.notCovered")}
          </p>
          <ul>
            {setup.parts.map(({ part, status, done, total }) => (
              <li
                key={part}
                className="flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-[13px]"
              >
                <span className="min-w-0 flex-1 basis-60">
                  {t(`parts.${part}.name`)}
                  <span className="block text-xs text-ink3">
                    {t(`encryption.keys.${status}`)} {t("parts.done", { done, total })}.
                  </span>
                </span>
                <StatusChip tone={PART_TONE[status]} word={t(`parts.status.${status}`)} />
              </li>
            ))}
          </ul>
          <p className="border-t border-line2 px-5 py-3 text-[13px] print:hidden">
            <Link href={routes.setup(setup.organisation.id)} className="underline underline-offset-2">
              {t("nav.setup")}
            </Link>
          </p>
        </>
      ) : null}
    </Card>
  );
}
