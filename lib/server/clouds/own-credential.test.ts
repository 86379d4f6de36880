import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCACertificate } from "mockttp/dist/util/certificates";
import { afterEach, describe, expect, it, vi } from "vitest";

const settings = vi.hoisted(() => ({ values: {} as Record<string, string | undefined> }));
vi.mock("@/lib/env", () => ({ env: () => settings.values }));

const { nearCredentialEnd, ownCredentialEnd } = await import("./own-credential");

afterEach(() => {
  settings.values = {};
});

describe("the end of Clavis's own credential at Entra", () => {
  it("is what the operator said of the secret, or nobody's knowledge", () => {
    expect(ownCredentialEnd()).toBeNull();
    settings.values = { ENTRA_CLIENT_SECRET_ENDS_ON: "2027-03-01" };
    expect(ownCredentialEnd()).toBe("2027-03-01T00:00:00.000Z");
  });

  it("is what a certificate says of itself, whatever was said of a secret", async () => {
    const folder = mkdtempSync(join(tmpdir(), "clavis-credential-"));
    const file = join(folder, "entra.pem");
    const { cert, key } = await generateCACertificate({ subject: { commonName: "Clavis" } });
    writeFileSync(file, `${key}\n${cert}`);
    settings.values = { ENTRA_CLIENT_CERTIFICATE_FILE: file, ENTRA_CLIENT_SECRET_ENDS_ON: "2020-01-01" };
    expect(ownCredentialEnd()).toBe(new Date(new X509Certificate(cert).validTo).toISOString());
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["2027-01-29T00:00:00Z", null],
    ["2027-01-31T00:00:00Z", "2027-03-01T00:00:00.000Z"],
    ["2027-03-02T00:00:00Z", "2027-03-01T00:00:00.000Z"],
  ])("seen on %s it is told: %s", (now, told) => {
    expect(nearCredentialEnd(new Date(now), "2027-03-01T00:00:00.000Z")).toBe(told);
  });
});
