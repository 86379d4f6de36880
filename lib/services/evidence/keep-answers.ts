import "server-only";
import { redact } from "@/lib/cmk/decode/redact";
import type { PartId } from "@/lib/cmk/parts";
import { canonicalJson } from "@/lib/cmk/plans/make-plan";
import type { OrganisationId } from "@/lib/db/scope";
import type { Transaction } from "@/lib/db/transaction";
import { KEPT_CHARACTERS, saveAnswers } from "@/lib/db/vendor-answers";
import type { HeardAnswer } from "@/lib/vendor-answers";
import { withoutSecrets } from "./masking";

function redacted(body: string): string {
  try {
    return canonicalJson(withoutSecrets(JSON.parse(body)));
  } catch {
    return redact(body);
  }
}

/** Keeps what vendors answered in a look that changed facts: redacted, and cut to what evidence needs. */
export async function keepAnswers(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  heard: HeardAnswer[],
): Promise<void> {
  const answers = heard.map(({ body, address, truncated, ...answer }) => {
    const text = redacted(body).replaceAll("\u0000", "");
    return {
      ...answer,
      address: redact(address),
      body: text.slice(0, KEPT_CHARACTERS),
      truncated: truncated || text.length > KEPT_CHARACTERS,
    };
  });
  if (answers.length > 0) await saveAnswers(tx, organisationId, part, answers);
}
