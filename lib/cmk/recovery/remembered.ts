import type { ExtensionFacts, KeyFacts, SoftDeletedFacts, VaultFacts } from "../facts";

type At<T> = { value: T; at: string };

/** What the stored observations of a part tell of earlier days; the rules compare it with what is seen now. */
export type Remembered = {
  /** The owner tenant that an application had when it was first seen, by application id. */
  owners: Record<string, At<string>>;
  /** Object ids that Adobe's applications had in the tenant; left out where nothing is remembered of them. */
  principals?: string[];
  /** When the vault was last seen deleted, from the first of those looks on; null when it never was. */
  lost: At<SoftDeletedFacts> | null;
  /** As they were before that; without it, as they were seen last. */
  vault: At<VaultFacts> | null;
  extensions: At<ExtensionFacts> | null;
  /** The newest look at a key that was there. */
  key: At<KeyFacts> | null;
};
