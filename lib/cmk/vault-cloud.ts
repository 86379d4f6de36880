import { AZURE_CLOUD_IDS, AZURE_CLOUDS, type AzureCloudId } from "./azure-clouds";

/** Which of Azure's clouds a vault's address belongs to; the public one when nothing tells otherwise. */
export function cloudOfVault(uri: string | null): AzureCloudId {
  const host = uri ? URL.parse(uri)?.hostname.toLowerCase() : undefined;
  return (
    AZURE_CLOUD_IDS.find((id) => {
      const { vaultSuffix, hsmSuffix } = AZURE_CLOUDS[id];
      return host?.endsWith(`.${vaultSuffix}`) || host?.endsWith(`.${hsmSuffix}`);
    }) ?? "public"
  );
}
