import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectDatabase, database } from "@/lib/db/client";
import { publicKey, verifyJws } from "@/lib/signing/jws";
import {
  audit,
  chain,
  folder,
  look,
  named,
  of,
  signer,
  system,
  tamper,
  tools,
  useAuditChain,
  write,
} from "@/test/audit-chain";
import { archiveChain } from "./archive-chain";

useAuditChain();

describe("PostgreSQL", () => {
  it.each(["audit_entries", "audit_checkpoints"])(
    "lets the application change, remove and empty nothing of %s",
    async (table) => {
      await look();
      const column = table === "audit_entries" ? "subject" : "signature";
      for (const statement of [
        `update ${table} set ${column} = 'x'`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ]) {
        await expect(database().pool.query(statement)).rejects.toThrow(/permission denied/);
        await expect(audit.world.owner.query(statement)).rejects.toThrow(/never changed/);
      }
    },
  );
});

describe("an archive", () => {
  const keep = (days: number | null) =>
    audit.world.owner.query("update audit_chains set retention_days = $1", [days]);
  const asOwner = async (work: () => Promise<unknown>) => {
    const app = database().pool.options.connectionString ?? "";
    const owner = audit.world.owner as unknown as {
      connectionParameters: { user: string; password: string; port: number; database: string; host: string };
    };
    const { user, password, host, port, database: name } = owner.connectionParameters;
    connectDatabase(`postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`, 2);
    await work().finally(() => connectDatabase(app));
  };

  it("is not made where everything is kept, or nothing is old", async () => {
    expect(await archiveChain(system(), tools, chain())).toBeNull();
    await keep(90);
    expect(await archiveChain(system(), tools, chain())).toBeNull();
  });

  it("takes what is old out of the database, and the chain verifies from there", async () => {
    await look();
    audit.now = new Date("2026-10-01T00:00:00Z");
    await write(3);
    await keep(90);
    await expect(archiveChain(system(), tools, chain())).rejects.toThrow();
    await asOwner(async () => {
      expect(await archiveChain(system(), tools, chain())).toBeNull();
    });
    expect(await look(true)).toMatchObject({ intact: true, entries: 12n });
    const [name = ""] = (
      await audit.world.owner.query(
        "select archive ->> 'file' as name from audit_checkpoints where kind = 'retention'",
      )
    ).rows.map((row) => row.name as string);
    const lines = readFileSync(join(folder, name), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(9);
    const verified = await verifyJws([publicKey(signer)], lines[8].checkpoint);
    expect(verified).toMatchObject({ ok: true });
    expect(
      (await audit.world.owner.query("select min(sequence)::int as first from audit_entries")).rows[0]?.first,
    ).toBe(9);
  });

  it("is not made of a chain that does not verify", async () => {
    await tamper(of("update audit_entries set subject = 'x' where sequence = 3"));
    audit.now = new Date("2026-10-01T00:00:00Z");
    await keep(90);
    await expect(archiveChain(system(), tools, chain())).rejects.toMatchObject({
      details: { reason: "chain-broken" },
    });
    expect(
      (await audit.world.owner.query("select count(*)::int as n from audit_entries where sequence <= 8"))
        .rows[0]?.n,
    ).toBe(8);
  });

  it("cannot be pretended: a checkpoint that nobody signed frees entries, and is named", async () => {
    await audit.world.owner.query(`insert into audit_checkpoints (id, organisation_id, kind, sequence, hash, at, archive, key_id, signature)
      select gen_random_uuid(), organisation_id, 'retention', 4, hash, now(), '{}', 'k', 'x.y.z' from audit_entries where ${of("sequence = 4")}`);
    await audit.world.owner.query(of("delete from audit_entries where sequence <= 4"));
    expect(named(await look(true))).toEqual(
      ["checkpoint 4", "missing 1-4"].sort((a) => (a.startsWith("missing") ? -1 : 1)),
    );
  });
});
