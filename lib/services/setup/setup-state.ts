import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import type { PartInput, RefusedLooks } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import type { Remembered } from "@/lib/cmk/recovery/remembered";
import type { OrganisationView, RunView } from "@/lib/cmk/views";
import { listOverview } from "@/lib/db/list-overview";
import type { OrganisationOverview, PartOverview } from "@/lib/db/overview";
import { listRefusedLooksOf } from "@/lib/db/refused-looks";
import { listRememberedOf, rememberedOf } from "@/lib/db/remembered";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import { toOrganisationView } from "../organisations/organisation-view";
import { type KeyLog, keyLogsOf } from "./key-logs";

/** What is stored about an organisation's set-up, and what the rules make of it. */
export type SetupState = {
  overview: OrganisationOverview;
  organisation: OrganisationView;
  inputs: Record<PartId, PartInput>;
};

/** Puts what is stored into the shape that the rules take. */
function toSetupState(
  context: Onlooker,
  overview: OrganisationOverview,
  remembered: Record<PartId, Remembered>,
  keyLogs: Record<PartId, KeyLog>,
  refused: Record<PartId, RefusedLooks>,
): SetupState {
  const { organisation, adobeCredential } = overview;
  const parts = {
    aep: { ...overview.parts.aep, remembered: remembered.aep, ...keyLogs.aep, refused: refused.aep },
    cja: { ...overview.parts.cja, remembered: remembered.cja, ...keyLogs.cja, refused: refused.cja },
  };
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  const eventFeed = overview.eventFeed ?? null;
  const at = { now: context.now().toISOString(), eventFeed, ...context.windows, cloud: context.cloud };
  return {
    overview,
    organisation: toOrganisationView(organisation, adobeCredential, roles),
    inputs: assembleInputs(organisation, parts, at),
  };
}

/** Whose state is read does not matter to it: who looks, when, and at which clouds does. */
export type Onlooker = Pick<OrganisationContext, "actor" | "now" | "windows" | "cloud">;

/** What is stored, and what is remembered of earlier days, as seen by one transaction. */
export async function setupStateIn(tx: Transaction, context: OrganisationContext): Promise<SetupState> {
  const state = (await setupStatesIn(tx, context, [context.organisationId])).get(context.organisationId);
  if (!state) throw new AppError("NOT_FOUND", "There is no such organisation in scope.");
  return state;
}

/** The same of several organisations in scope (500 at most), with as many queries as for one. */
export async function setupStatesIn(
  tx: Transaction,
  onlooker: Onlooker,
  organisationIds: readonly string[],
): Promise<Map<string, SetupState>> {
  const { rows } = await listOverview(tx, { ids: [...organisationIds], limit: 500 });
  const remembered = await listRememberedOf(tx, organisationIds);
  const keyLogs = await keyLogsOf(tx, organisationIds);
  const refused = await listRefusedLooksOf(tx, organisationIds);
  return new Map(
    rows.map((overview) => {
      const { id } = overview.organisation;
      return [id, toSetupState(onlooker, overview, rememberedOf(remembered, id), keyLogs(id), refused(id))];
    }),
  );
}

/** Reads the set-up of the context's organisation. */
export function readSetup(context: OrganisationContext): Promise<SetupState> {
  return readWithScope(context.scope, (tx) => setupStateIn(tx, context));
}

/** A run as people see it; null when there was none. */
export function toRunView(part: PartId, run: PartOverview["run"]): RunView | null {
  if (!run) return null;
  const { planHash: _planHash, message, ...rest } = run;
  return { ...rest, part, problem: message?.problem ?? null };
}
