import { readKeyIdentifier } from "../adobe/key-identifier";
import type { World } from "../core/types";
import { findVault } from "../keyvault/vault-model";
import { APPS } from "../seed/names";
import { type DriftAsk, DriftRefused } from "./drift";

/** A key chain that stories can be told about. */
export type StoryPlace = { id: string; label: string; ask: DriftAsk };

/** Every key chain of the world: the vault, the key, Adobe's application and the subscription that belong together. */
export function storyPlaces(world: World): StoryPlace[] {
  const { cmkConfigs, adobeOrgs, careTickets } = world.state;
  const orgNamed = (imsOrgId: string | null) => adobeOrgs.find((one) => one.imsOrgId === imsOrgId);
  const place = (id: string, label: string, uri: string, key: string, appId: string): StoryPlace[] => {
    const vault = findVault(world.state, new URL(uri).hostname.split(".")[0] ?? "");
    if (!vault) return [];
    const { name, tenantId, subscriptionId } = vault;
    return [{ id, label: `${label}: ${name}`, ask: { vault: name, key, appId, tenantId, subscriptionId } }];
  };
  return [
    ...cmkConfigs.flatMap(({ id, imsOrgId, keyVaultUri, keyName }) => {
      const org = orgNamed(imsOrgId);
      return place(
        id,
        `${org?.name ?? imsOrgId}, Experience Platform`,
        keyVaultUri,
        keyName,
        org?.cmkAppId ?? "",
      );
    }),
    ...careTickets.flatMap(({ id, imsOrgId, keyIdentifier }) => {
      const key = keyIdentifier ? readKeyIdentifier(keyIdentifier) : null;
      const label = `${orgNamed(imsOrgId)?.name ?? id}, Customer Journey Analytics`;
      return key ? place(id, label, key.vaultUri, key.keyName, APPS.cja) : [];
    }),
  ];
}

/** What is asked, with what belongs to its place. Throws DriftRefused for a place that is not there. */
export function atPlace(world: World, { place, ...ask }: DriftAsk & { place?: string }): DriftAsk {
  if (!place) return ask;
  const found = storyPlaces(world).find(({ id }) => id === place);
  if (!found) throw new DriftRefused("There is no such place for a story.");
  return { ...found.ask, ...ask };
}
