import type { VendorFailure } from "../facts";
import type { PartId } from "../parts";
import type { Permitted } from "../permitted";
import type { Plan } from "../plan";
import type { ScriptFormat } from "../script-formats";
import type { OrganisationView } from "../views";
import type { Lack } from "./lacks";
import type { WatcherFacts } from "./plan-watcher";

/** What the watching identity lacks in each part, by the newest looks. */
export type RightsView = { organisation: OrganisationView; parts: { part: PartId; lacks: Lack[] }[] };

/** How it would get what it lacks in one part: by roles of Azure here, by consent in Entra elsewhere. */
export type RightsPlanView = {
  part: PartId;
  lacks: Lack[];
  watcher: Pick<WatcherFacts, "appId" | "name" | "objectId">;
  plan: Plan;
  permitted: Permitted[];
  scripts: Record<ScriptFormat, string> | null;
  /** Roles that it holds already: Azure may take some minutes until they work. */
  held: { name: string; scope: string }[];
  /** Permissions of Microsoft Graph that are lacking; `url` is null when Entra did not tell where to consent. */
  consent: { permissions: string[]; url: string | null; scripts: Record<ScriptFormat, string> } | null;
};

/** What came of giving the roles, read back; `failure` is the vendor's, when it refused. */
export type RightsResult = RightsPlanView & { failure: VendorFailure | null };
