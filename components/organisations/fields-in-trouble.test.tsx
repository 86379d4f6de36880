import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { packMessages, wordsFrom } from "@/components/ui/words";
import { ADDRESS_PROBLEMS } from "@/lib/cmk/key-address";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { validate, valuesOf } from "./form-state";
import { OrganisationFields } from "./organisation-fields";

const IMS = "7F3A2C915B1E4D880A495CC1";
const SUBSCRIPTION = "8f0e2b7a-2222-4c1d-9a6e-000000000002";
const TENANT = "22222222-bbbb-4bbb-8bbb-000000000002";
const values = { ...valuesOf(null), name: "Contoso", imsOrgId: IMS, azureSubscriptionId: SUBSCRIPTION };
const nothing = () => undefined;

describe.each([
  ["en", en],
  ["fr", fr],
] as const)("bad input in %s", (locale, messages) => {
  const words = wordsFrom(locale, packMessages(messages, "UTC"));
  const errors = { imsOrgId: validate(values, false).imsOrgId ?? "" };
  const html = renderToStaticMarkup(
    <OrganisationFields
      values={values}
      errors={errors}
      change={nothing}
      blur={nothing}
      words={words}
      tenant={TENANT}
    />,
  );
  const input = (id: string) => new RegExp(`<input id="${id}"[^>]*>`).exec(html)?.[0] ?? "";

  test("an IMS id without its ending: said at the field, with the whole id to take; what was typed is kept", () => {
    expect(input("imsOrgId")).toContain(`value="${IMS}"`);
    expect(input("imsOrgId")).toContain('aria-invalid="true"');
    expect(input("imsOrgId")).toContain("imsOrgId-error");
    expect(html).toContain(messages.errors.field["ims-org"]);
    expect(html).toContain(`${IMS}@AdobeOrg</button>`);
  });
  test("a subscription of another tenant: said at the field, with that tenant", () => {
    expect(input("azureSubscriptionId")).toContain(`value="${SUBSCRIPTION}"`);
    expect(input("azureSubscriptionId")).toContain('aria-invalid="true"');
    expect(html).toContain(messages.errors.field["subscription-tenant"].replace("{tenant}", TENANT));
  });
  test("every refusal of a pasted address has a sentence", () => {
    const known: Record<string, string> = messages.errors.address;
    for (const problem of ADDRESS_PROBLEMS) expect(known[problem], problem).toMatch(/\w.{10}/);
  });
});
