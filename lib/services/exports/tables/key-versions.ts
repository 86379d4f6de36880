import "server-only";
import { z } from "zod";
import { PART_IDS } from "@/lib/cmk/parts";
import { latestObservations, toPartFacts } from "@/lib/db/observations";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

/** Versions of both parts' keys as they were seen last; Clavis keeps the newest hundred of each. */
export const KEY_VERSIONS = organisationTable({
  permission: "configuration.read",
  columns: ["part", "version", "enabled", "created", "notBefore", "expires", "seenAt"],
  filter: z.object({}),
  async page({ scope, organisationId }) {
    const observations = await readWithScope(scope, (tx) => latestObservations(tx, organisationId));
    const rows = PART_IDS.flatMap((part) => {
      const seen = toPartFacts(observations, part).keyVersions;
      if (!seen || !("value" in seen)) return [];
      return seen.value.versions.map((version) => ({ part, ...version, seenAt: seen.at }));
    });
    return { rows, next: null };
  },
});
