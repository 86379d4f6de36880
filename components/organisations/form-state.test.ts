import { describe, expect, it } from "vitest";
import { toRequest, validate, valuesOf } from "./form-state";

const good = {
  ...valuesOf(null),
  name: "Contoso Health",
  imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
  azureTenantId: "11111111-aaaa-4aaa-8aaa-000000000001",
  azureSubscriptionId: "8f0e2b7a-1111-4c1d-9a6e-000000000001",
  clientId: "client",
  clientSecret: "secret",
};

describe("the organisation form", () => {
  it("accepts a complete organisation", () => expect(validate(good, true)).toEqual({}));
  it("names the field and the reason", () => {
    expect(validate({ ...good, imsOrgId: "nonsense", name: " " }, true)).toEqual({
      imsOrgId: "ims-org",
      name: "required",
    });
  });
  it("asks for the secret only when the credential is given", () => {
    expect(validate({ ...good, clientSecret: "" }, true)).toEqual({ clientSecret: "required" });
    expect(validate({ ...good, clientSecret: "" }, false)).toEqual({});
    expect(toRequest(good, false)).not.toHaveProperty("adobeCredential");
  });
});
