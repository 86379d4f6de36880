import "server-only";
import { z } from "zod";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { CONTROL_STATES } from "@/lib/cmk/compliance/frameworks";
import { getFramework, listOrganisationsByControls } from "../../compliance/get-framework";
import { wideTable } from "../export-table";

const filter = z.object({ framework: z.enum(FRAMEWORKS) });

/** The controls of a framework: which checks are evidence for each, and in how many organisations it stands how. */
export const CONTROLS = wideTable({
  permission: "compliance.read",
  columns: ["framework", "control", "checks", ...CONTROL_STATES],
  filter,
  async page(context, { framework }) {
    const { controls } = await getFramework(context, framework);
    const rows = controls.map(({ id, checks, counts }) => ({ framework, control: id, checks, ...counts }));
    return { rows, next: null };
  },
});

/** Organisations by how many controls of a framework they do not meet, in the order of the screen's list. */
export const ORGANISATIONS_BY_CONTROLS = wideTable({
  permission: "compliance.read",
  columns: ["framework", "id", "name", ...CONTROL_STATES, "verifiedAt"],
  filter,
  async page(context, { framework }, cursor) {
    const { rows, next } = await listOrganisationsByControls(context, framework, cursor);
    return { rows: rows.map(({ counts, ...row }) => ({ framework, ...row, ...counts })), next };
  },
});
