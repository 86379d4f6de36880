import type { PartId } from "../parts";
import type { OrganisationView } from "../views";
import type { FieldDifference } from "./difference";

/** Who changed a field, as far as a record says so. */
export type Explained = {
  /** audit: Clavis's own trail; activity: what Azure recorded. */
  source: "audit" | "activity";
  name: string;
  at: string;
  /** Name of the audit action, or Azure's operation. */
  what: string;
  /** The reason that was given, where one was. */
  why: string | null;
};

export type CompareRow = FieldDifference & {
  /** When it was seen to be different for the first time, and seen the old way for the last; null when not known. */
  seen: { from: string | null; to: string } | null;
  by: Explained[];
};

export type CompareView = {
  organisation: OrganisationView;
  from: string;
  to: string;
  /** `to` is the present. */
  toNow: boolean;
  rows: CompareRow[];
  total: number;
  /** Names of the vaults, for the headings; where one is known. */
  vaults: Partial<Record<PartId, string>>;
  createdAt: string;
};
