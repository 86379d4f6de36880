import "server-only";
import type { Signer } from "@/lib/signing/signer";
import type { Words } from "../context";

/** What evidence takes, of this installation. */
export type EvidenceTools = {
  signer(): Promise<Signer>;
  wordsOf(locale: string): Words;
  /** Secret bytes from which the replacements of masked ids are made: the same id, the same replacement. */
  maskKey: Uint8Array;
  /** Of the program. */
  version: string;
};
