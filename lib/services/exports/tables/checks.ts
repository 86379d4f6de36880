import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_FAMILIES, familyOf } from "@/lib/cmk/checks/families";
import { getVerification } from "../../watch/get-verification";
import { organisationTable } from "../export-table";

/** Every check as the newest facts have it: one page, as there are as many as the catalogue has. */
export const CHECK_RESULTS = organisationTable({
  permission: "finding.read",
  columns: [
    "part",
    "check",
    "state",
    "severity",
    "failureClass",
    "observed",
    "reason",
    "at",
    "source",
    "lacks",
    "finding",
    "exceptionUntil",
  ],
  filter: z.object({
    search: z.string().trim().max(200).optional(),
    state: z.enum(["pass", "warn", "fail", "unknown"]).optional(),
    family: z.enum(CHECK_FAMILIES).optional(),
    severity: z.enum(SEVERITIES).optional(),
  }),
  async page(context, { search = "", state, family, severity }) {
    const { parts } = await getVerification(context);
    const titled = (check: string) =>
      `${check} ${context.words?.t(`checks.${check}.title`) ?? ""}`.toLowerCase();
    const rows = parts
      .flatMap((part) => part.rows)
      .filter((row) => titled(row.check).includes(search.toLowerCase()))
      .filter((row) => !state || row.state === state)
      .filter((row) => !family || familyOf(row.check) === family)
      .filter((row) => !severity || row.severity === severity);
    return { rows, next: null };
  },
});
