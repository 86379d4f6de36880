import "server-only";
import type { Windows } from "@/lib/cmk/windows";
import { env } from "@/lib/env";

/** How long the vendors may take until a change works everywhere, as this installation expects it. */
export function windows(): Windows {
  return {
    rolePropagationSeconds: env().ROLE_PROPAGATION_SECONDS,
    firewallPropagationSeconds: env().FIREWALL_PROPAGATION_SECONDS,
  };
}
