import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { generateCACertificate, getCA } from "mockttp/dist/util/certificates";

/** The sandbox's own certificate authority: where its certificate lies, and a certificate per host name. */
export type Authority = {
  caPath: string;
  leaf(host: string): Promise<{ key: string; cert: string }>;
  context(host: string): Promise<SecureContext>;
};

const HOUR_MS = 3_600_000;

async function readOrCreate(folder: string): Promise<{ key: string; cert: string; caPath: string }> {
  const caPath = join(folder, "ca.pem");
  const keyPath = join(folder, "ca-key.pem");
  if (existsSync(caPath) && existsSync(keyPath)) {
    return { key: readFileSync(keyPath, "utf8"), cert: readFileSync(caPath, "utf8"), caPath };
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const subject = {
    commonName: "Clavis sandbox authority (trust it on this machine only)",
    organizationName: "Clavis sandbox",
  };
  const { key, cert } = await generateCACertificate({ subject });
  writeFileSync(keyPath, key, { mode: 0o600 });
  chmodSync(keyPath, 0o600);
  writeFileSync(caPath, cert);
  return { key, cert, caPath };
}

/** Opens the authority kept in `folder` (ca.pem, ca-key.pem), or founds one there. */
export async function openAuthority(folder: string): Promise<Authority> {
  const { key, cert, caPath } = await readOrCreate(folder);
  const ca = await getCA({ key, cert });
  const leaves = new Map<string, Promise<{ key: string; cert: string; expiresAt: Date }>>();
  const contexts = new Map<string, { context: SecureContext; cert: string }>();

  async function leaf(host: string) {
    const known = await leaves.get(host);
    if (known && known.expiresAt.getTime() - Date.now() > HOUR_MS) return known;
    const made = ca.generateCertificate(host);
    leaves.set(host, made);
    return made;
  }

  async function context(host: string): Promise<SecureContext> {
    const { key: leafKey, cert: leafCert } = await leaf(host);
    const known = contexts.get(host);
    if (known?.cert === leafCert) return known.context;
    const made = createSecureContext({ key: leafKey, cert: leafCert });
    contexts.set(host, { context: made, cert: leafCert });
    return made;
  }

  return { caPath, leaf, context };
}
