/** What an organisation can be found by. Wording: `search.kinds.<kind>`. */
export const SEARCH_KINDS = [
  "name",
  "imsOrg",
  "region",
  "tenant",
  "subscription",
  "vault",
  "keyName",
  "key",
  "keyVersion",
  "configuration",
  "application",
  "principal",
  "reference",
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** An organisation that was found, and by which of its values. `typo`: the words are alike, not the same. */
export type Hit = {
  id: string;
  name: string;
  imsOrgId: string;
  match: { kind: SearchKind; value: string; typo: boolean };
};

export const SEARCH_LIMIT = 200;
/** Fewer letters than this say nothing. */
export const SEARCH_LEAST = 2;
