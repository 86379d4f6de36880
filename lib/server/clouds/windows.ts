import "server-only";
import { env } from "@/lib/env";

/** How long the vendors may take until a change works everywhere, as this installation expects it. */
export function windows(): { rolePropagationSeconds: number } {
  return { rolePropagationSeconds: env().ROLE_PROPAGATION_SECONDS };
}
