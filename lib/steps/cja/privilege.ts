import "server-only";
import { makeStep } from "../shared/make-step";
import { observeDirectoryRoles, observePrincipal } from "../shared/observe-app";

/** Whoever brings Adobe's CJA application in needs a privileged Entra role; once it is there, nobody does. */
export const cjaPrivilege = makeStep("cja", "privilege", observePrincipal, observeDirectoryRoles);
