import { describe, expect, test } from "vitest";
import { decodeText } from "./decode-error";
import { RULES } from "./rules/all";

const PRINCIPAL = "00000000000040008000000000000001";
const TENANT = "11111111-aaaa-4aaa-8aaa-000000000001";

/** Every row of the catalogue of errors, in each of the words that it may be pasted in: rule, then texts. */
const ROWS: readonly [rule: string, ...texts: string[]][] = [
  [
    "forbidden-by-rbac",
    "ForbiddenByRbac",
    "Caller is not authorized to perform action on resource. If role assignments were changed recently, please observe propagation time.",
  ],
  [
    "forbidden-by-rbac-arm",
    'HTTP 400 {"error":{"code":"BadRequest","innererror":{"code":"ForbiddenByRbac"}}}',
    "Status 400, ForbiddenByRbac",
  ],
  [
    "forbidden-by-firewall",
    "ForbiddenByFirewall",
    "Client address is not authorized and caller is not a trusted service",
  ],
  [
    "forbidden-by-connection",
    "ForbiddenByConnection",
    "Connection is not an approved private link and caller was ignored because bypass is not set to 'AzureServices' and PublicNetworkAccess is set to 'Disabled'",
  ],
  [
    "access-policy-denied",
    "AccessDenied",
    "403 AccessDenied",
    "The user, group or application does not have keys get permission on key vault 'kv-one'",
  ],
  ["key-disabled", "KeyDisabled", "Operation wrapKey is not allowed on a disabled key"],
  ["key-expired", "KeyExpired", "Operation wrapKey is not allowed on an expired key", "The key has expired."],
  [
    "key-not-yet-valid",
    "KeyNotYetValid",
    "Operation wrapKey is not allowed on a not-yet-valid key",
    "Operation wrapKey is not allowed on a key that is not yet valid",
  ],
  ["key-not-found", "KeyNotFound", "404 KeyNotFound", "SecretNotFound", "CertificateNotFound"],
  [
    "key-soft-deleted",
    "ObjectIsDeletedButRecoverable",
    "Key adobe is currently in a deleted but recoverable state, and its name cannot be reused",
  ],
  ["vault-name-taken", "VaultAlreadyExists", "409 VaultAlreadyExists"],
  [
    "vault-soft-deleted",
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault",
  ],
  [
    "parallel-change",
    "The vault has changed from the point the operation began",
    "ConflictError: please serialize the requests",
  ],
  ["purge-protected", 'Operation "purge" is not allowed because purge protection is enabled'],
  [
    "purge-protection-stays",
    'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
    'The property "enableSoftDelete" cannot be set to false.',
    'The property "enableSoftDelete" can be set to false only for creating new vault.',
  ],
  ["soft-deleted-vault-missing", "SoftDeletedVaultDoesNotExist"],
  ["vault-name-invalid", "VaultNameNotValid"],
  ["region-or-tier", "RegionNotSupported", "SkuNotSupported", "SkuNotAvailable"],
  [
    "authorization-failed",
    "AuthorizationFailed",
    "does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write'",
  ],
  [
    "principal-not-found",
    "PrincipalNotFound",
    `Principal ${PRINCIPAL} does not exist in the directory ${TENANT}.`,
  ],
  [
    "role-assignment-exists",
    "RoleAssignmentExists",
    `The ID of the existing role assignment is ${PRINCIPAL}`,
  ],
  [
    "role-assignment-fixed",
    "RoleAssignmentUpdateNotPermitted",
    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  ],
  ["role-assignment-limit", "RoleAssignmentLimitExceeded"],
  ["token-not-accepted", "401 Unauthorized", "HTTP/1.1 401", "missing token", "The token has expired"],
  ["token-wrong-audience", "AKV10022: Invalid audience. Expected https://vault.azure.net"],
  ["throttled", "429", "429 Too Many Requests", "Too Many Requests"],
  ["app-not-in-tenant", "AADSTS700016"],
  ["consent-missing", "AADSTS65001"],
  ["admin-consent-needed", "AADSTS90094", "AADSTS90095"],
  ["service-principal-missing", "AADSTS650052"],
  ["consent-declined", "AADSTS65004"],
  ["user-not-in-tenant", "AADSTS50020"],
  ["user-not-assigned", "AADSTS50105"],
  ["conditional-access", "AADSTS53003"],
  ["second-factor", "AADSTS50076"],
  ["app-disabled", "AADSTS70001"],
  ["no-reply-address", "AADSTS500113", "AADSTS900971"],
  ["key-vault-auth-failure", "UserErrorCMKKeyVaultAuthFailure", "KeyVaultAuthenticationFailure"],
  ["adobe-failed", "FAILED", '{"status":"FAILED"}', "status: FAILED"],
];

describe("every row of the catalogue, in its barest words", () => {
  const texts = ROWS.flatMap(([rule, ...words]) => words.map((text): [string, string] => [text, rule]));
  test.each(texts)("%s", (text, rule) => {
    const [error] = decodeText(text);
    expect(error?.rule).toBe(rule);
    expect(error?.severity).toBeTruthy();
  });
});

describe("a code is enough", () => {
  const codes = RULES.filter(({ store }) => !store).flatMap(({ id, codes = [] }) =>
    codes.map((code): [string, string] => [code, id]),
  );
  // Through the control plane the same code comes with a status; see the rows above.
  test.each(codes.filter(([, rule]) => rule !== "forbidden-by-rbac-arm"))("%s", (code, rule) => {
    expect(decodeText(code.toUpperCase()).map((error) => error.rule)).toEqual([rule]);
  });
});
