import { type Rule, verdict } from "./rule";

/** Rights, role assignments and tokens. Source: Azure RBAC troubleshooting; Key Vault REST error codes. */
export const ACCESS_RULES: readonly Rule[] = [
  {
    id: "principal-not-found",
    codes: ["principalnotfound"],
    shapes: [/\bPrincipal \S{32,40} does not exist in the directory\b/i],
    verdict: verdict("wait", "admin", ["role"], "assign-encryption-user"),
    refine: ({ differences }) => {
      const wrong = differences.some(({ id }) => id === "app-id-as-object-id" || id === "principal");
      return wrong ? { severity: "obstacle", fix: "fixOther" } : null;
    },
  },
  {
    id: "role-assignment-exists",
    codes: ["roleassignmentexists"],
    shapes: [/The role assignment already exists/i, /\bID of the existing role assignment is\b/i],
    verdict: verdict("harmless", null),
  },
  {
    id: "role-assignment-fixed",
    codes: ["roleassignmentupdatenotpermitted"],
    shapes: [/principal ID, and scope are not allowed to be updated/i],
    verdict: verdict("obstacle", "admin", ["role"], "assign-encryption-user"),
  },
  {
    id: "role-assignment-limit",
    codes: ["roleassignmentlimitexceeded"],
    shapes: [/No more role assignments can be created/i],
    verdict: verdict("obstacle", "vault-owner"),
  },
  {
    id: "tenant-mismatch",
    codes: ["invalidauthenticationtokentenant"],
    shapes: [/The access token is from the wrong issuer/i],
    verdict: verdict("obstacle", "admin", [], "sign-in"),
  },
  {
    id: "authorization-failed",
    codes: ["authorizationfailed", "linkedauthorizationfailed"],
    shapes: [
      /does not have (?:authorization|permission) (?:or an ABAC condition not fulfilled )?to perform action/i,
    ],
    verdict: verdict("obstacle", "vault-owner"),
    refine: ({ evidence }) =>
      /roleAssignments\/write/i.test(evidence.action ?? "") ? { fix: "fixRoles" } : null,
  },
  {
    id: "graph-request-denied",
    codes: ["authorization_requestdenied"],
    shapes: [/Insufficient privileges to complete the operation/i],
    verdict: verdict("obstacle", "entra-administrator", ["app"], "add-application"),
  },
  {
    id: "token-wrong-audience",
    codes: ["akv10022", "invalidauthenticationtokenaudience"],
    shapes: [/\bInvalid audience\b/i, /has been obtained (?:from|for) (?:the )?wrong audience/i],
    verdict: verdict("obstacle", "admin", [], "sign-in"),
  },
];

/** Recognised by little: looked at after everything else. */
export const GENERAL_RULES: readonly Rule[] = [
  {
    id: "throttled",
    codes: ["throttled", "toomanyrequests", "vaultrequesttypelimitreached", "subscriptionrequeststhrottled"],
    shapes: [/\btoo many requests\b/i, /^429$/],
    statuses: [429],
    verdict: verdict("wait", null),
  },
  {
    id: "token-not-accepted",
    codes: [
      "akv10000",
      "akv10001",
      "invalidauthenticationtoken",
      "expiredauthenticationtoken",
      "aadsts50173",
      "aadsts70008",
      "aadsts700082",
      "aadsts50058",
    ],
    shapes: [
      /missing a Bearer or PoP token/i,
      /\b(?:authorization header|(?:bearer |access )?token) is missing\b|\bmissing (?:bearer |access )?token\b/i,
      /^401(?: Unauthorized)?\W?$/i,
      /\btoken (?:is|has) expired\b|\bexpired (?:access )?token\b|\btoken lifetime\b/i,
    ],
    statuses: [401],
    verdict: verdict("obstacle", "admin", [], "sign-in"),
  },
];
