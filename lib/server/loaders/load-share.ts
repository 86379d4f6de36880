import "server-only";
import type { ReportScheduleView } from "@/lib/cmk/report/report-schedule";
import type { StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { listOrganisations } from "@/lib/db/list-organisations";
import { readWithScope } from "@/lib/db/transaction";
import { getReportSchedule } from "@/lib/services/report/schedule-report";
import { listStatusLinks } from "@/lib/services/status-link/list-status-links";
import { onWidePage } from "../gates/page";
import { reportTools } from "../report-tools";

/** As many as are seen without scrolling: the others are searched for. */
const LISTED = 20;

type Share = {
  links: StatusLinkView[];
  organisations: { id: string; name: string }[];
  total: number;
  schedule: ReportScheduleView;
};

/** The page of what leaves the console: links, the first organisations that can be shared, and the person's own report. */
export function loadShare(): Promise<Share> {
  return onWidePage("status-link.manage", async (context) => {
    const links = await listStatusLinks(context);
    const { rows, total } = await readWithScope(context.scope, (tx) =>
      listOrganisations(tx, { limit: LISTED }),
    );
    const organisations = rows.map(({ id, name }) => ({ id, name }));
    return { links, organisations, total, schedule: await getReportSchedule(context, reportTools()) };
  });
}
