import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";

type Props = { watch: OrganisationOverviewView["watch"]; words: Words; now: string };

/** When Clavis looked last, and whether a vendor asked it to pause. */
export function WatchLine({ watch, words, now }: Props) {
  const { t } = words;
  const last = watch?.lastAt ?? watch?.lastFullAt ?? null;
  if (!watch || last === null) return <p className="text-[13px] text-ink3">{t("overview.notYet")}</p>;
  const held = watch.heldUntil !== null && watch.heldUntil > now;
  return (
    <p className="text-[13px] text-ink3">
      {t("overview.last")} <Time at={last} now={now} words={words} />
      {watch.lastFullAt ? (
        <>
          {", "}
          {t("overview.lastFull")} <Time at={watch.lastFullAt} now={now} words={words} />
        </>
      ) : null}
      {held ? `. ${t("overview.held")}` : ""}
    </p>
  );
}
