import { Card, CardHead } from "@/components/ui/card";
import type { Words } from "@/components/ui/words";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";
import { ActivityLine } from "./cause-list";

type Props = { rows: OrganisationOverviewView["activity"]; words: Words; now: string };

/** What the clouds recorded around both keys lately. */
export function RecordedActivity({ rows, words, now }: Props) {
  const { t } = words;
  return (
    <Card>
      <CardHead title={t("activity.recorded")} />
      {rows.length > 0 ? (
        <ol className="text-[13px]">
          {rows.map((row) => (
            <li key={row.id} className="border-t border-line2 px-5 py-2.5">
              <ActivityLine row={row} words={words} now={now} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="px-5 pb-4 text-[13px] text-ink3">{t("activity.nothingRecorded")}</p>
      )}
    </Card>
  );
}
