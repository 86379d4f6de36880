import { expect, it } from "vitest";
import { isTrustedOrigin } from "./trusted-origin";

const ALLOWED = ["https://clavis.example"];

it.each([
  ["same-origin", null, true],
  ["none", null, true],
  ["same-origin", "https://evil.example", true], // browsers alone set it; an older proxy may rewrite Origin
  ["cross-site", "https://evil.example", false],
  ["same-site", "https://other.clavis.example", false],
  ["cross-site", null, false],
  ["same-site", "https://clavis.example", true],
  [null, "https://clavis.example", true],
  [null, "https://clavis.example.evil.example", false],
  [null, "http://clavis.example", false],
  [null, "null", false],
  [null, null, false],
  ["", "", false],
])("with Sec-Fetch-Site %j and Origin %j: %j", (site, origin, trusted) => {
  const headers = new Headers();
  if (site !== null) headers.set("sec-fetch-site", site);
  if (origin !== null) headers.set("origin", origin);
  expect(isTrustedOrigin(headers, ALLOWED)).toBe(trusted);
});
