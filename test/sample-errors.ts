/** Errors as they are met: one or more for every row of the error catalogue. Ids are those of sample-input. */

const SUBSCRIPTION = "8f0e2b7a-1111-4c1d-9a6e-000000000001";
const TENANT = "11111111-aaaa-4aaa-8aaa-000000000001";
const APP = "e463a445-c6ac-4ca2-b36a-b5146fcf6a01";
const PRINCIPAL = "aaaaaaaa-0000-4000-8000-000000000001";
const PERSON = "bbbbbbbb-0000-4000-8000-000000000002";
const TOOL = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

export const IDS = { SUBSCRIPTION, TENANT, APP, PRINCIPAL, PERSON, TOOL };

type Who = {
  app?: string;
  oid?: string;
  tenant?: string;
  vault?: string;
  key?: string;
  action?: string;
  via?: string;
};

/** Key Vault's refusal of a caller without a role, line by line as the service writes it. */
export function rbacLines(who: Who = {}): string {
  const { app = APP, oid = PRINCIPAL, tenant = TENANT, vault = "kv-sample-aep", key = "adobe-aep-cmk" } = who;
  const action = who.action ?? "Microsoft.KeyVault/vaults/keys/wrap/action";
  return [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: ${who.via ?? ""}appid=${app};oid=${oid};iss=https://sts.windows.net/${tenant}/`,
    `Action: '${action}'`,
    `Resource: '/subscriptions/${SUBSCRIPTION}/resourcegroups/rg-cmk/providers/microsoft.keyvault/vaults/${vault}/keys/${key}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${vault};location=westeurope`,
    "",
  ].join("\r\n");
}

/** The body of a data-plane answer. */
export function dataPlane(code: string, message: string, inner?: string): string {
  return JSON.stringify({ error: { code, message, ...(inner ? { innererror: { code: inner } } : {}) } });
}

/** The body of an answer of Azure Resource Manager. */
export function arm(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

const entra = (code: number, text: string) =>
  JSON.stringify({
    error: "invalid_grant",
    error_description: `AADSTS${code}: ${text}\r\nTrace ID: 0c2f6f4e-2222-4222-8222-222222222222\r\nCorrelation ID: 1d2f6f4e-3333-4333-8333-333333333333\r\nTimestamp: 2026-11-23 11:59:58Z`,
    error_codes: [code],
  });

const SCOPE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-sample-aep`;

/** Rule, the text, and from where it was copied. */
export const SAMPLES: readonly [rule: string, from: string, text: string][] = [
  ["forbidden-by-rbac", "data plane", dataPlane("Forbidden", rbacLines(), "ForbiddenByRbac")],
  [
    "forbidden-by-rbac",
    "Azure CLI",
    `ERROR: (Forbidden) ${rbacLines({ app: TOOL, oid: PERSON })}\nCode: Forbidden\nMessage: ${rbacLines({ app: TOOL, oid: PERSON })}\nInner error: {\n    "code": "ForbiddenByRbac"\n}`,
  ],
  [
    "forbidden-by-rbac",
    "Terraform",
    `╷\n│ Error: checking for presence of existing Key "adobe-aep-cmk" (Key Vault "https://kv-sample-aep.vault.azure.net/"): keyvault.BaseClient#GetKey: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="Forbidden" Message="${rbacLines().replaceAll("\r\n", "\\r\\n")}" InnerError={"code":"ForbiddenByRbac"}\n│\n│   with azurerm_key_vault_key.adobe,\n│   on main.tf line 46, in resource "azurerm_key_vault_key" "adobe":\n╵`,
  ],
  [
    "forbidden-by-rbac",
    "PowerShell",
    `Get-AzKeyVaultKey : Operation returned an invalid status code 'Forbidden'\r\nCode: Forbidden\r\nMessage: ${rbacLines()}\r\nAt line:1 char:1`,
  ],
  [
    "forbidden-by-rbac",
    "the portal, as HTML",
    `<div class="ms-error"><p>${rbacLines().replaceAll("\r\n", "<br/>").replaceAll("'", "&#39;")}</p><script>var code = "Throttled";</script></div>`,
  ],
  [
    "forbidden-by-rbac-arm",
    "ARM, status 400",
    `status code 400, ${arm("ForbiddenByRbac", `[ForbiddenByRbac (Forbidden)] ${rbacLines({ via: "name=KeyVault/ManagementPlane;", oid: PERSON, app: TOOL, action: "Microsoft.KeyVault/vaults/keys/read" })}`)}`,
  ],
  [
    "forbidden-by-firewall",
    "data plane",
    dataPlane(
      "Forbidden",
      `Client address is not authorized and caller is not a trusted service.\r\nClient address: 20.88.123.53\r\nCaller: appid=${APP};oid=${PRINCIPAL};iss=https://sts.windows.net/${TENANT}/\r\nVault: kv-sample-aep;location=westeurope`,
      "ForbiddenByFirewall",
    ),
  ],
  [
    "forbidden-by-connection",
    "data plane",
    dataPlane(
      "Forbidden",
      "Connection is not an approved private link and caller was ignored because bypass is not set to 'AzureServices' and PublicNetworkAccess is set to 'Disabled'.\r\nVault: kv-sample-aep;location=westeurope",
      "ForbiddenByConnection",
    ),
  ],
  [
    "access-policy-denied",
    "data plane",
    dataPlane(
      "Forbidden",
      `The user, group or application 'appid=${APP};oid=${PRINCIPAL};iss=https://sts.windows.net/${TENANT}/' does not have keys wrapKey permission on key vault 'kv-sample-aep;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
      "AccessDenied",
    ),
  ],
  [
    "access-policy-denied",
    "Terraform",
    'Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="Forbidden" Message="Access denied" InnerError={"code":"AccessDenied"}',
  ],
  [
    "key-disabled",
    "data plane",
    dataPlane("Forbidden", "Operation wrapKey is not allowed on a disabled key.", "KeyDisabled"),
  ],
  ["key-disabled", "by its sentence alone", "Operation unwrapKey is not allowed on a disabled key."],
  [
    "key-expired",
    "data plane",
    dataPlane("Forbidden", "Operation wrapKey is not allowed on an expired key.", "KeyExpired"),
  ],
  ["key-expired", "by its sentence alone", "(Forbidden) Operation wrapKey is not allowed on a expired key."],
  [
    "key-not-yet-valid",
    "data plane",
    dataPlane("Forbidden", "Operation wrapKey is not allowed on a not yet valid key.", "KeyNotYetValid"),
  ],
  [
    "key-not-found",
    "data plane",
    dataPlane(
      "KeyNotFound",
      "A key with (name/id) adobe-aep-cmk was not found in this key vault. If you recently deleted this key you may be able to recover it using the correct recovery command.",
    ),
  ],
  ["key-not-found", "ARM", arm("KeyNotFound", "A key with (name/id) other was not found in this key vault.")],
  [
    "key-not-found",
    "a secret",
    dataPlane("SecretNotFound", "A secret with (name/id) x was not found in this key vault."),
  ],
  [
    "key-soft-deleted",
    "data plane",
    dataPlane(
      "Conflict",
      "Key adobe-aep-cmk is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.",
      "ObjectIsDeletedButRecoverable",
    ),
  ],
  [
    "object-busy",
    "data plane",
    dataPlane(
      "Conflict",
      "Key x is currently being recovered and cannot be re-created; retry later.",
      "ObjectIsBeingRecovered",
    ),
  ],
  [
    "vault-name-taken",
    "ARM",
    arm(
      "VaultAlreadyExists",
      "The vault name 'kv-sample-aep' is already in use. Vault names are globaly unique so it is possible that the name is already taken.",
    ),
  ],
  [
    "vault-soft-deleted",
    "ARM",
    arm(
      "ConflictError",
      "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745",
    ),
  ],
  [
    "parallel-change",
    "ARM",
    arm(
      "ConflictError",
      "The vault was changed from the point the operation began. Please serialize requests.",
    ),
  ],
  [
    "purge-protected",
    "Terraform",
    'Code="MethodNotAllowed" Message="Operation \\"purge\\" is not allowed because purge protection is enabled for this vault."',
  ],
  [
    "purge-protection-stays",
    "ARM",
    arm(
      "BadRequest",
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
    ),
  ],
  [
    "purge-protection-stays",
    "a deployment",
    JSON.stringify({
      code: "DeploymentFailed",
      message: "At least one resource deployment operation failed.",
      details: [
        {
          code: "BadRequest",
          message: arm("BadRequest", 'The property "enableSoftDelete" cannot be set to false.'),
        },
      ],
    }),
  ],
  [
    "soft-deleted-vault-missing",
    "ARM",
    arm("SoftDeletedVaultDoesNotExist", "A soft deleted vault with the given name does not exist."),
  ],
  [
    "vault-name-invalid",
    "ARM",
    arm(
      "VaultNameNotValid",
      "The vault name 'my_vault' is invalid. A vault's name must be between 3-24 alphanumeric characters.",
    ),
  ],
  ["region-or-tier", "ARM", arm("RegionNotSupported", "The region 'westindia' is not supported.")],
  ["region-or-tier", "ARM, the tier", arm("SkuNotSupported", "The SKU is not supported in this region.")],
  [
    "authorization-failed",
    "ARM",
    arm(
      "AuthorizationFailed",
      `The client 'ada@contoso.example' with object id '${PERSON}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write' over scope '${SCOPE}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    ),
  ],
  [
    "authorization-failed",
    "ARM, with a condition",
    arm(
      "AuthorizationFailed",
      `The client '${APP}' with object id '${PERSON}' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${SCOPE}/providers/Microsoft.Authorization/roleAssignments/x'`,
    ),
  ],
  [
    "authorization-failed",
    "Terraform, new form",
    `Error: creating Key Vault: unexpected status 403 (403 Forbidden) with error: AuthorizationFailed: The client '${TOOL}' with object id '${PERSON}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write' over scope '${SCOPE}'`,
  ],
  [
    "principal-not-found",
    "ARM",
    arm(
      "PrincipalNotFound",
      `Principal ${PRINCIPAL.replaceAll("-", "")} does not exist in the directory ${TENANT}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property. See https://aka.ms/docs-principaltype`,
    ),
  ],
  [
    "role-assignment-exists",
    "ARM",
    arm(
      "RoleAssignmentExists",
      "The role assignment already exists. The ID of the existing role assignment is 0c000000000040008000000000000001.",
    ),
  ],
  [
    "role-assignment-fixed",
    "ARM",
    arm(
      "RoleAssignmentUpdateNotPermitted",
      "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    ),
  ],
  [
    "role-assignment-limit",
    "ARM",
    arm(
      "RoleAssignmentLimitExceeded",
      "No more role assignments can be created (code: RoleAssignmentLimitExceeded)",
    ),
  ],
  [
    "token-not-accepted",
    "data plane, missing",
    dataPlane("Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."),
  ],
  [
    "token-not-accepted",
    "ARM, expired",
    `HTTP/1.1 401 Unauthorized\n\n${arm("ExpiredAuthenticationToken", "The access token expiry UTC time '11/23/2026 11:00:00 AM' is earlier than current UTC time.")}`,
  ],
  [
    "token-wrong-audience",
    "data plane",
    dataPlane(
      "Unauthorized",
      "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com.",
    ),
  ],
  [
    "tenant-mismatch",
    "ARM",
    arm(
      "InvalidAuthenticationTokenTenant",
      `The access token is from the wrong issuer 'https://sts.windows.net/99999999-aaaa-4aaa-8aaa-000000000009/'. It must match the tenant 'https://sts.windows.net/${TENANT}/' associated with this subscription.`,
    ),
  ],
  [
    "throttled",
    "data plane",
    dataPlane(
      "Throttled",
      "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
    ),
  ],
  ["throttled", "a status alone", "HTTP/1.1 429 Too Many Requests\nRetry-After: 3"],
  [
    "app-not-in-tenant",
    "Entra",
    entra(
      700016,
      `Application with identifier '${APP}' was not found in the directory '${TENANT}'. This can happen if the application has not been installed by the administrator of the tenant.`,
    ),
  ],
  [
    "consent-missing",
    "Entra",
    entra(
      65001,
      `The user or administrator has not consented to use the application with ID '${APP}' named 'Adobe CMK'.`,
    ),
  ],
  ["admin-consent-needed", "Entra", entra(90094, "Admin consent is required.")],
  [
    "admin-consent-needed",
    "Entra, by workflow",
    entra(90095, "Admin consent is required: send a request to the administrator."),
  ],
  [
    "service-principal-missing",
    "Entra",
    entra(
      650052,
      `The app needs access to a service ('${APP}') that your organization has not subscribed to or enabled.`,
    ),
  ],
  [
    "consent-declined",
    "the address that Entra came back to",
    "https://clavis.example/consent?error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent+to+access+the+app.%0d%0aTrace+ID%3a+0c2f6f4e-2222-4222-8222-222222222222&state=abcdefgh",
  ],
  [
    "user-not-in-tenant",
    "Entra",
    entra(
      50020,
      `User account 'ada@fabrikam.example' from identity provider 'https://sts.windows.net/99999999-aaaa-4aaa-8aaa-000000000009/' does not exist in tenant 'Contoso' and cannot access the application '${APP}' in that tenant.`,
    ),
  ],
  [
    "user-not-assigned",
    "Entra",
    entra(50105, "The signed in user is not assigned to a role for the application."),
  ],
  ["conditional-access", "Entra", entra(53003, "Access has been blocked by Conditional Access policies.")],
  [
    "second-factor",
    "Entra",
    entra(
      50076,
      "Due to a configuration change made by your administrator, you must use multi-factor authentication to access.",
    ),
  ],
  ["app-disabled", "Entra", entra(70001, "The application is disabled.")],
  [
    "no-reply-address",
    "Entra's page",
    "<html><body><h1>Sorry, but we’re having trouble signing you in.</h1><p>AADSTS500113: No reply address is registered for the application.</p></body></html>",
  ],
  ["no-reply-address", "Entra", entra(900971, "No reply address provided.")],
  [
    "key-vault-auth-failure",
    "another service",
    arm("UserErrorCMKKeyVaultAuthFailure", "The vault could not be accessed with the customer managed key."),
  ],
  [
    "key-vault-auth-failure",
    "Storage",
    arm(
      "KeyVaultAuthenticationFailure",
      "The operation failed because of authentication issue on the keyvault.",
    ),
  ],
  [
    "adobe-failed",
    "Adobe's status",
    JSON.stringify(
      {
        name: "sample-cmk",
        type: "BYOK_CONFIG",
        status: "FAILED",
        imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
      },
      null,
      2,
    ),
  ],
  [
    "adobe-failed",
    "a sentence",
    "Customer Managed Key: FAILED. Verify the key, key vault or multi-tenant app setup.",
  ],
  [
    "adobe-permission",
    "Adobe",
    JSON.stringify({
      type: "http://www.adobe.com/markets/exchange/errors/ForbiddenError",
      status: 403,
      title: "ForbiddenError",
      detail: 'The permission "Manage Customer Managed Key" is needed',
    }),
  ],
  [
    "adobe-credential",
    "Adobe's gateway",
    JSON.stringify({ error_code: "401013", message: "Oauth token is not valid" }),
  ],
  [
    "graph-request-denied",
    "Graph",
    JSON.stringify({
      error: {
        code: "Authorization_RequestDenied",
        message: "Insufficient privileges to complete the operation.",
        innerError: {
          date: "2026-11-23T11:59:58",
          "request-id": "0c2f6f4e-2222-4222-8222-222222222222",
          "client-request-id": "1d2f6f4e-3333-4333-8333-333333333333",
        },
      },
    }),
  ],
  [
    "scope-locked",
    "ARM",
    arm("ScopeLocked", "The scope cannot perform delete operation because following scope(s) are locked."),
  ],
  [
    "subscription-read-only",
    "ARM",
    arm("ReadOnlyDisabledSubscription", "The subscription is disabled and therefore marked as read only."),
  ],
  ["tenant-unknown", "Entra", entra(90002, `Tenant '${TENANT}' not found.`)],
];
