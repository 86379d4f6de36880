import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";

const schema = z.object({
  /** 32 bytes in base64: CLAVIS_SECRET_KEY of the servers unless the environment gives one. */
  secretKey: z.string().min(44),
  postgresPassword: z.string().min(20),
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
});

export type Secrets = z.output<typeof schema>;

const password = () => randomBytes(24).toString("base64url");

function writeSecrets(file: string, secrets: Secrets): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Reads the secrets of this data folder; at first start makes them, in a file that only its owner may read. */
export function openSecrets(folder: DataFolder): Secrets {
  if (!existsSync(folder.secrets)) {
    if (existsSync(folder.postgres))
      throw new PlainError(
        `${folder.secrets} is missing although there is a database: restore it, or begin again with npm start -- --reset.`,
      );
    writeSecrets(folder.secrets, {
      secretKey: randomBytes(32).toString("base64"),
      postgresPassword: password(),
      ownerPassword: password(),
      appPassword: password(),
    });
  }
  try {
    chmodSync(folder.secrets, 0o600);
    return schema.parse(JSON.parse(readFileSync(folder.secrets, "utf8")));
  } catch {
    throw new PlainError(
      `${folder.secrets} is damaged: restore it, or begin again with npm start -- --reset.`,
    );
  }
}
