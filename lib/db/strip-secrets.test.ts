import { expect, it } from "vitest";
import { stripSecrets } from "./strip-secrets";

it.each([
  [{ clientSecret: "x" }, { clientSecret: "[removed]" }],
  [
    { access_token: "x", idToken: ["x"] },
    { access_token: "[removed]", idToken: "[removed]" },
  ],
  [{ Authorization: "Bearer x" }, { Authorization: "[removed]" }],
  [
    { hasSecret: true, secret: null },
    { hasSecret: true, secret: null },
  ],
  [
    { keyName: "adobe-cmk", correlationId: "c" },
    { keyName: "adobe-cmk", correlationId: "c" },
  ],
  [[{ deep: { password: 1 } }], [{ deep: { password: "[removed]" } }]],
  ["got eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln back", "got [removed] back"],
  ["p8e-0123456789abcdef", "[removed]"],
])("%j becomes %j", (given, expected) => {
  expect(stripSecrets(given)).toEqual(expected);
});
