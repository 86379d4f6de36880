import { CLOUDS, type CloudId } from "../core/clouds";
import type { State } from "../core/types";

/** Regions of another cloud in place of the demo world's. */
const REGIONS: Record<CloudId, { westeurope: string; eastus2: string }> = {
  public: { westeurope: "westeurope", eastus2: "eastus2" },
  usgovernment: { westeurope: "usgovvirginia", eastus2: "usgovarizona" },
  china: { westeurope: "chinanorth3", eastus2: "chinaeast3" },
};

/** The same world in another of Azure's clouds: regions, and with them every address of a vault. */
export function moveToCloud(state: State, cloud: CloudId): State {
  if (cloud === "public") return state;
  const { vaultSuffix, hsmSuffix } = CLOUDS[cloud];
  const { westeurope, eastus2 } = REGIONS[cloud];
  const text = JSON.stringify(state)
    .replaceAll('"westeurope"', `"${westeurope}"`)
    .replaceAll('"eastus2"', `"${eastus2}"`)
    .replaceAll(`.${CLOUDS.public.hsmSuffix}`, `.${hsmSuffix}`)
    .replaceAll(`.${CLOUDS.public.vaultSuffix}`, `.${vaultSuffix}`);
  return JSON.parse(text) as State;
}
