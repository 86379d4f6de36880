import type { CheckId } from "./check-ids";

/** The checks of other scanners that ask the same, by their own ids. Sources: Prowler, Azure Policy built-ins. */
export const PROWLER: Partial<Record<CheckId, readonly string[]>> = {
  "VLT-01": ["keyvault_recoverable"],
  "VLT-03": ["keyvault_recoverable"],
  "VLT-04": ["keyvault_rbac_enabled"],
  "NET-06": ["keyvault_access_only_through_private_endpoints"],
  "NET-07": ["keyvault_private_endpoints"],
  "KEY-06": ["keyvault_rbac_key_expiration_set", "keyvault_key_expiration_set_in_non_rbac"],
  "KEY-08": ["keyvault_key_rotation_enabled"],
  "MON-01": ["keyvault_logging_enabled"],
  "MON-06": ["defender_ensure_defender_for_keyvault_is_on"],
};

export const AZURE_POLICY: Partial<Record<CheckId, readonly string[]>> = {
  "VLT-01": ["1e66c121-a66a-4b1f-9b83-0fd99bf0fc2d"],
  "VLT-03": ["0b60c0b2-2dc2-4e1c-b5c9-abbed971de53"],
  "VLT-04": ["12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5"],
  "NET-04": ["55615ac9-af46-4a59-874e-391cc3dfb490"],
  "NET-06": ["405c5871-3e91-4644-8a63-58e19d68ff5b"],
  "NET-07": ["a6abeaec-4d90-4a02-805f-6b26c4d3fbe9"],
  "KEY-01": ["75c4f823-d65c-4f29-a733-01d0077fdbcb"],
  "KEY-02": ["82067dbb-e53b-4e06-b631-546d197452d9"],
  "KEY-06": ["152b15f7-8e1f-4c1f-ab71-8c010ba5dbc0", "5ff38825-c5d8-47c5-b70e-069a21955146"],
  "KEY-07": ["0b60c0b2-2dc2-4e1c-b5c9-abbed971de53"],
  "KEY-08": ["d8cf8476-a2ec-4916-896e-992351803c44"],
  "KEY-13": ["587c79fe-dd04-4a5e-9d0b-f89598c7261b"],
  "MON-01": ["cf820ca0-f99e-4f3e-84fb-66e913812d21"],
  "MON-02": ["cf820ca0-f99e-4f3e-84fb-66e913812d21"],
};
