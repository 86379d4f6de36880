import { decodeText } from "@/lib/cmk/decode/decode-error";
import { expectedOf } from "@/lib/cmk/decode/expected";
import { IDS } from "@/test/fixtures/sample-errors";
import { sampleInput } from "@/test/sample-input";

export const { APP, PERSON, PRINCIPAL, SUBSCRIPTION, TENANT, TOOL } = IDS;
export const OTHER = "99999999-aaaa-4aaa-8aaa-000000000009";
/** What the sample organisation works with. */
export const expected = expectedOf([sampleInput("aep"), sampleInput("cja")], PERSON);
export const first = (text: string, against: Parameters<typeof decodeText>[1] = expected) => {
  const [error] = decodeText(text, against);
  if (!error) throw new Error("nothing was decoded");
  return error;
};
export const differing = (text: string) => first(text).differences.map(({ id }) => id);
