import "server-only";
import type { ReportScheduleView } from "@/lib/cmk/report/report-schedule";
import { MOST_SHARED, type StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { listOrganisations } from "@/lib/db/list-organisations";
import { readWithScope } from "@/lib/db/transaction";
import { getReportSchedule } from "@/lib/services/report/schedule-report";
import { listStatusLinks } from "@/lib/services/status-link/list-status-links";
import { onWidePage } from "../gates/page";
import { reportTools } from "../report-tools";

type Share = {
  links: StatusLinkView[];
  organisations: { id: string; name: string }[];
  total: number;
  schedule: ReportScheduleView;
};

/** The page of what leaves the console: links, the organisations that can be shared, and the person's own report. */
export function loadShare(): Promise<Share> {
  return onWidePage("status-link.manage", async (context) => {
    const links = await listStatusLinks(context);
    const { rows, total } = await readWithScope(context.scope, (tx) =>
      listOrganisations(tx, { limit: MOST_SHARED }),
    );
    const organisations = rows.map(({ id, name }) => ({ id, name }));
    return { links, organisations, total, schedule: await getReportSchedule(context, reportTools()) };
  });
}
