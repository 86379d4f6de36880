import type { Words } from "@/components/ui/words";
import type { DeliveryProblem } from "@/lib/cmk/channels/channel-schemas";

/** Why a message was not taken, and the HTTP status where there was an answer. */
export function troubleWords(problem: DeliveryProblem | null, { t }: Pick<Words, "t">): string {
  if (!problem) return "";
  const text = t(`channels.troubles.${problem.code}`);
  return problem.status === null ? text : `${text} (HTTP ${problem.status})`;
}
