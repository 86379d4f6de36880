import "server-only";
import { z } from "zod";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { getOrganisationFramework } from "../../compliance/get-organisation-framework";
import { organisationTable } from "../export-table";

/** The controls of a framework (left out: of all of them), how each stands here, and the checks that are its evidence. */
export const CONTROLS_OF_ORGANISATION = organisationTable({
  permission: "compliance.read",
  columns: ["framework", "id", "state", "evidence"],
  filter: z.object({ framework: z.enum(FRAMEWORKS).optional() }),
  async page(context, filter, cursor) {
    const framework = filter.framework ?? FRAMEWORKS[Number(cursor ?? 0)] ?? FRAMEWORKS[0];
    const { controls } = await getOrganisationFramework(context, framework);
    const next = filter.framework ? FRAMEWORKS.length : Number(cursor ?? 0) + 1;
    return {
      rows: controls.map((control) => ({ framework, ...control })),
      next: next < FRAMEWORKS.length ? String(next) : null,
    };
  },
});
