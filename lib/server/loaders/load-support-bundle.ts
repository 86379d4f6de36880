import "server-only";
import { type BundleQuery, bundleQuerySchema } from "@/lib/cmk/evidence/bundle-schemas";
import { previewBundle } from "@/lib/services/support/make-bundle";
import { evidenceTools } from "../evidence/evidence-tools";
import { onOrganisationPage } from "../gates/page";

type Query = Record<string, string | string[] | undefined>;

/** The text for a ticket, by what the address asks for; what makes no sense there is left out. */
export async function loadSupportBundle(organisationId: string, query: Query) {
  const { for: target, mask } = bundleQuerySchema.shape;
  const asked: BundleQuery = {
    for: target.safeParse(query.for).data ?? "adobe",
    mask: mask.safeParse(query.mask).data,
  };
  const bundle = await onOrganisationPage(organisationId, (context) =>
    previewBundle(context, evidenceTools(), asked),
  );
  return { ...bundle, query: asked };
}
