import type { Words } from "@/components/ui/words";
import type { ChannelKind } from "@/lib/cmk/channels/channel-kinds";
import type { DeliveryProblem } from "@/lib/cmk/channels/channel-schemas";

/** Why a message was not taken, and what the receiver answered: an HTTP status, or a mail server's reply code. */
export function troubleWords(
  problem: DeliveryProblem | null,
  kind: ChannelKind,
  { t }: Pick<Words, "t">,
): string {
  if (!problem) return "";
  const text = t(`channels.troubles.${problem.code}`);
  return problem.status === null ? text : `${text} (${kind === "email" ? "SMTP" : "HTTP"} ${problem.status})`;
}
