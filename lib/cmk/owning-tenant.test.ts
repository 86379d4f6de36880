import { expect, test } from "vitest";
import { owningTenant } from "./owning-tenant";

const A = "11111111-aaaa-4aaa-8aaa-000000000001";
const B = "22222222-BBBB-4bbb-8bbb-000000000002";
const code = "InvalidAuthenticationTokenTenant";

test.each([
  [
    code,
    `The access token is from the wrong issuer 'https://sts.windows.net/${A}/'. It must match the tenant 'https://sts.windows.net/${B}/' associated with this subscription.`,
    B.toLowerCase(),
  ],
  [code, `wrong issuer 'https://sts.windows.net/${A}/'`, null],
  ["AuthorizationFailed", `It must match the tenant 'https://sts.windows.net/${B}/'`, null],
  [null, "", null],
])("%s, %s", (of, message, tenant) => {
  expect(owningTenant({ code: of, message })).toBe(tenant);
});
