import type { Guid } from "./types";

/** A role that a managed HSM keeps itself. `scope`: `/`, `/keys` or `/keys/{name}`. */
export type LocalAssignment = {
  hsm: string;
  id: Guid;
  scope: string;
  roleDefinitionId: Guid;
  principalId: Guid;
};

export type Lock = { scope: string; name: string; level: "CanNotDelete" | "ReadOnly"; notes: string };
