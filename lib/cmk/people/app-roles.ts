import type { Role } from "../permissions";

/** What Entra calls a role of ours: the value of an app role of Clavis's registration. */
export const APP_ROLE: Record<Role, string> = {
  admin: "Clavis.Admin",
  leader: "Clavis.Leader",
  support: "Clavis.Support",
};
