import { execFile } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import canonicalize from "canonicalize";
import { calculateJwkThumbprint } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import type { PackFile } from "@/lib/services/evidence/pack-files";
import { signFiles } from "@/lib/services/evidence/sign-files";
import { zipFiles } from "@/lib/services/evidence/zip-files";
import type { Signer } from "@/lib/signing/signer";
import { readZip } from "./read-zip.mjs";
import { verifyPack } from "./verify-pack.mjs";

type Entry = { hash: string; entry: Record<string, unknown>; whole: boolean };

/** Two entries in one chain, as the audit trail writes them. */
function trail(count = 3): Entry[] {
  const entries: Entry[] = [];
  for (let sequence = 5; sequence < 5 + count; sequence += 1) {
    const previousHash = entries.at(-1)?.hash ?? "0".repeat(64);
    const entry = {
      sequence: String(sequence),
      action: "choice.saved",
      after: { b: 1, a: "é" },
      previousHash,
    };
    const hash = createHash("sha256")
      .update(canonicalize(entry) ?? "")
      .digest("hex");
    entries.push({ entry, hash, whole: true });
  }
  return entries;
}

async function newSigner(): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" }) as Record<string, string>;
  return {
    keyId: await calculateJwkThumbprint(jwk),
    algorithm: "ES256",
    jwk,
    source: "local",
    sign: async (bytes) => sign("sha256", bytes, { key: privateKey, dsaEncoding: "ieee-p1363" }),
  };
}

const file = (path: string, text: string): PackFile => ({ path, bytes: Buffer.from(text) });

function contents(signer: Signer, entries = trail()): PackFile[] {
  return [
    file("summary.pdf", "%PDF-1.7 …"),
    file("facts.json", "{}"),
    file("audit.jsonl", entries.map((entry) => `${canonicalize(entry)}\n`).join("")),
    file("tables/checks.csv", "a,b\r\n"),
    file("public-key.json", canonicalize(signer.jwk) ?? ""),
  ];
}

function about(entries = trail()) {
  const audit = {
    entries: entries.length,
    whole: entries.length,
    firstSequence: "5",
    previousHash: "0".repeat(64),
    headHash: entries.at(-1)?.hash,
  };
  return {
    organisation: { name: "Contoso", imsOrgId: "X" },
    moment: "m",
    madeAt: "t",
    madeBy: "Ada",
    masked: false,
    audit,
  };
}

let signer: Signer;
let files: PackFile[];
let pack: Buffer;
beforeAll(async () => {
  signer = await newSigner();
  files = await signFiles(contents(signer), about(), signer);
  pack = await zipFiles(files);
});

const verdict = (zip: Buffer, trusted = [signer.keyId]) => {
  try {
    verifyPack(zip, trusted);
    return "holds";
  } catch (error) {
    return (error as Error).message;
  }
};
const resigned = async (change: (list: PackFile[]) => PackFile[], entries?: Entry[]) =>
  zipFiles(await signFiles(change(contents(signer, entries)), about(entries), signer));

describe("an untouched pack", () => {
  test("holds, with its key and without one", () => {
    expect(verdict(pack)).toBe("holds");
    expect(verdict(pack, [])).toBe("holds");
  });
});

describe("every byte counts", () => {
  test("of the whole file, whatever it is for", () => {
    const missed: number[] = [];
    for (let at = 0; at < pack.length; at += 1) {
      const changed = Buffer.from(pack);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if (verdict(changed) === "holds") missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test("wherever the file is cut, and whatever is put before or behind it", () => {
    for (let length = 0; length < pack.length; length += 7)
      expect(verdict(pack.subarray(0, length))).not.toBe("holds");
    for (const more of ["x", "PK\x05\x06", "\0".repeat(22)]) {
      expect(verdict(Buffer.concat([pack, Buffer.from(more)]))).not.toBe("holds");
      expect(verdict(Buffer.concat([Buffer.from(more), pack]))).not.toBe("holds");
    }
    expect(verdict(Buffer.concat([pack, pack]))).not.toBe("holds");
  });
});

describe("files", () => {
  const at = (path: string) => files.findIndex((one) => one.path === path);
  test("each one, changed in a ZIP that is otherwise in order", async () => {
    for (const { path } of files) {
      const changed = files.map((one) =>
        one.path === path ? { path, bytes: Buffer.concat([one.bytes, Buffer.from(" ")]) } : one,
      );
      expect([path, verdict(await zipFiles(changed))]).not.toEqual([path, "holds"]);
    }
  });
  test("each one, left out", async () => {
    for (const { path } of files)
      expect(verdict(await zipFiles(files.filter((one) => one.path !== path)))).not.toBe("holds");
  });
  test("one more", async () => {
    expect(verdict(await zipFiles([...files, file("more.json", "{}")]))).toContain("not in the manifest");
  });
  test("one twice", async () => {
    expect(verdict(await zipFiles([...files, file("facts.json", "{}")]))).toContain("twice");
  });
  test("in another order", async () => {
    const list = [...files];
    [list[0], list[1]] = [files[1] as PackFile, files[0] as PackFile];
    expect(verdict(await zipFiles(list))).toContain("another order");
  });
  test("under another name", async () => {
    const list = files.map((one) => (one.path === "facts.json" ? { ...one, path: "fact.json" } : one));
    expect(verdict(await zipFiles(list))).not.toBe("holds");
    expect(at("facts.json")).toBeGreaterThan(0);
  });
  test.each(["../evil.txt", "tables/../../evil", "/etc/passwd", "a\\b", "C:evil", "a/b/c", ".hidden", "Ä"])(
    "that would lead elsewhere: %s",
    (path) => {
      const name = Buffer.from("facts.json");
      const other = Buffer.from(path.padEnd(name.length, "x").slice(0, name.length), "latin1");
      const text = pack.toString("latin1").replaceAll(name.toString("latin1"), other.toString("latin1"));
      expect(verdict(Buffer.from(text, "latin1"))).not.toBe("holds");
    },
  );
});

describe("the signature", () => {
  test("of another key, with that key in the pack", async () => {
    const other = await newSigner();
    const zip = await zipFiles(await signFiles(contents(other), about(), other));
    expect(verdict(zip)).toContain("not a key that you trust");
    expect(verdict(zip, [])).toBe("holds"); // of one piece: the program says that this proves nothing of who made it
  });
  test("of another key, under the trusted key's name", async () => {
    const other = await newSigner();
    const zip = await zipFiles(await signFiles(contents(signer), about(), { ...other, keyId: signer.keyId }));
    expect(verdict(zip)).toContain("signature does not fit");
  });
  test("of another pack", async () => {
    const second = await signFiles(contents(signer), { ...about(), madeBy: "Eve" }, signer);
    const list = files.map((one) => (one.path === "manifest.jws" ? (second.at(-1) as PackFile) : one));
    expect(verdict(await zipFiles(list))).toContain("signature does not fit");
  });
  test.each(["none", "HS256", "toString", "ES512"])("by the algorithm %s", async (alg) => {
    const header = Buffer.from(JSON.stringify({ alg, kid: signer.keyId })).toString("base64url");
    const list = files.map((one) =>
      one.path === "manifest.jws" ? file("manifest.jws", `${header}..AAAA`) : one,
    );
    expect(verdict(await zipFiles(list))).not.toBe("holds");
  });
});

describe("the audit trail, signed again by whoever holds the key", () => {
  const entries = trail();
  test.each<[string, Entry[]]>([
    [
      "an entry changed",
      entries.map((one, index) => (index === 1 ? { ...one, entry: { ...one.entry, action: "x" } } : one)),
    ],
    ["an entry removed", [entries[0] as Entry, entries[2] as Entry]],
    ["an entry repeated", [entries[0] as Entry, entries[0] as Entry, entries[1] as Entry]],
    ["entries in another order", [entries[1] as Entry, entries[0] as Entry, entries[2] as Entry]],
    ["a hash changed", entries.map((one, index) => (index === 2 ? { ...one, hash: "f".repeat(64) } : one))],
  ])("%s", async (_name, list) => {
    expect(verdict(await resigned((all) => all, list))).toMatch(/audit trail/);
  });
});

describe("the program", () => {
  const run = async (...args: string[]) => {
    const program = join(process.cwd(), "scripts/verify-evidence/main.mjs");
    const env = { ...process.env, HTTPS_PROXY: "http://127.0.0.1:9" };
    return promisify(execFile)(process.execPath, [program, ...args], { env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );
  };
  test("says what holds, what does not, and what it could not check", async () => {
    const folder = mkdtempSync(join(tmpdir(), "clavis-verify-"));
    const [good, bad, jwk] = ["good.zip", "bad.zip", "key.json"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(good, pack);
    writeFileSync(bad, Buffer.from(pack).fill("X", 60, 61));
    writeFileSync(jwk, JSON.stringify({ keys: [signer.jwk] }));
    expect(await run(good, "--key", signer.keyId)).toMatchObject({
      code: 0,
      said: expect.not.stringContaining("WARNING"),
    });
    expect(await run(good, "--key", jwk)).toMatchObject({ code: 0 });
    expect(await run(good)).toMatchObject({ code: 0, said: expect.stringContaining("WARNING") });
    expect(await run(bad, "--key", jwk)).toMatchObject({
      code: 1,
      said: expect.stringContaining("DOES NOT HOLD"),
    });
    expect(await run(good, "--key", "A".repeat(43))).toMatchObject({ code: 1 });
    expect(await run(join(folder, "none.zip"))).toMatchObject({ code: 2 });
    expect(await run()).toMatchObject({ code: 2 });
  });
  test("reads its own writing: order and contents", () => {
    expect([...readZip(pack).keys()]).toEqual(files.map(({ path }) => path));
  });
});
