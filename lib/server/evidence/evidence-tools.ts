import "server-only";
import { hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/env";
import { wordsOf } from "@/lib/i18n/words-of";
import type { EvidenceTools } from "@/lib/services/evidence/evidence-tools";
import { openSigner } from "../signer";

const versionOf = () =>
  (JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")) as { version: string }).version;

/** What evidence takes, of this installation. The signer is opened anew for each pack: a rotation needs no restart. */
export function evidenceTools(): EvidenceTools {
  return {
    signer: openSigner,
    wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
    maskKey: new Uint8Array(hkdfSync("sha256", env().CLAVIS_SECRET_KEY, "", "clavis masked ids", 32)),
    version: versionOf(),
  };
}
