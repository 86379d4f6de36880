import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import type { Windows } from "@/lib/cmk/windows";
import type { Context } from "./context";

/** A context over several organisations. `scope` holds those that count; roles differ from one to the next. */
export type WideContext = Context & {
  rolesIn(organisationId: string): Role[];
  windows: Windows;
};
