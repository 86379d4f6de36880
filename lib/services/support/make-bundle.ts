import "server-only";
import type { BundleQuery } from "@/lib/cmk/evidence/bundle-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { renderSupportText } from "@/lib/render/support-text";
import { type OrganisationContext, requirePermission } from "../context";
import type { EvidenceTools } from "../evidence/evidence-tools";
import { gatherEvidence } from "../evidence/gather-evidence";
import { asGiven, maskIds, withoutSecrets } from "../evidence/masking";
import { readOrganisationView } from "../organisations/get-organisation";
import { auditEntry } from "../setup/audit-entry";
import { supportCase } from "./support-case";

/** Audit entries and alerts in a bundle: the newest, as a ticket is about what happened lately. */
const LATELY = 200;

type Tools = Pick<EvidenceTools, "wordsOf" | "maskKey" | "version">;

async function gather(context: OrganisationContext, tools: Tools, { for: target, mask }: BundleQuery) {
  requirePermission(context, "support-bundle.make");
  const at = context.now();
  const maskKey = mask ? tools.maskKey : null;
  const { evidence, alerts, organisation } = await readWithScope(context.scope, async (tx) => ({
    organisation: await readOrganisationView(tx, context),
    evidence: await gatherEvidence(tx, context, at),
    alerts: (await listNewestFirst(tx, "alert", context.organisationId, { include: { comments: true } }))
      .rows,
  }));
  const { version } = tools;
  const told = supportCase(evidence, { words: tools.wordsOf("en"), at, version });
  const clean = String(withoutSecrets(renderSupportText(told, target)));
  const text = maskKey ? maskIds(clean, maskKey) : clean;
  const { audit, ...known } = evidence;
  const lately = audit.entries
    .slice(-LATELY)
    .map(({ previousHash: _previous, hash: _hash, ...entry }) => entry);
  const content = {
    format: "clavis-support-bundle/1",
    for: target,
    madeAt: at.toISOString(),
    masked: mask === "on",
    versions: { clavis: version, node: process.version },
    ...known,
    errors: told.troubles,
    alerts: alerts.slice(0, LATELY),
    audit: lately,
    text,
  };
  return { organisation, text, content: asGiven(content, maskKey) };
}

/** The text for a ticket. Throws FORBIDDEN, NOT_FOUND. */
export async function previewBundle(
  context: OrganisationContext,
  tools: Tools,
  query: BundleQuery,
): Promise<{ organisation: OrganisationView; text: string }> {
  const { organisation, text } = await gather(context, tools, query);
  return { organisation, text };
}

/**
 * One file for a ticket to a vendor, without secrets, and with ids masked where that is asked. That it was taken is
 * written first. Throws FORBIDDEN, NOT_FOUND.
 */
export async function makeBundle(context: OrganisationContext, tools: Tools, query: BundleQuery) {
  const { content, organisation } = await gather(context, tools, query);
  await withScope(context.scope, (tx) => {
    const after = { for: query.for, masked: query.mask === "on" };
    return appendAudit(
      tx,
      auditEntry(context, { action: "support-bundle.made", subject: organisation.name, after }),
    );
  });
  return `${JSON.stringify(content, null, 2)}\n`;
}
