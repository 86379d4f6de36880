import { describe, expect, it } from "vitest";
import { hashEntry } from "@/lib/db/audit";
import {
  audit,
  chain,
  look,
  named,
  of,
  openSigner,
  signer,
  system,
  tamper,
  tools,
  useAuditChain,
  write,
} from "@/test/audit-chain";
import type { ArchiveTools } from "./archive-chain";
import { verifyChain } from "./verify-chain";
import { claimChains, verifyDueChain } from "./verify-due-chains";

useAuditChain();
const alerts = async () =>
  (
    await audit.world.owner.query(
      "select kind, source, severity, params, status from alerts where organisation_id = $1 order by opened_at",
      [chain()],
    )
  ).rows;

describe("a chain as it was written", () => {
  it("is intact, is signed once for what is new, and goes on from there", async () => {
    expect(await look()).toMatchObject({ intact: true, entries: 8n, done: true });
    await look();
    await write(2);
    expect(await look(true)).toMatchObject({ intact: true, entries: 10n });
    const { rows } = await audit.world.owner.query(
      "select sequence::text, key_id from audit_checkpoints c order by c.sequence",
    );
    expect(rows).toEqual([8, 10].map((sequence) => ({ sequence: String(sequence), key_id: signer.keyId })));
  });

  it("is looked at in parts where it is long", async () => {
    const part = await verifyChain(system(), tools, chain(), { full: true, most: 3 });
    expect(part).toMatchObject({ done: false, entries: 3n });
    await verifyChain(system(), tools, chain(), { full: true, most: 3 });
    expect(await verifyChain(system(), tools, chain(), { full: true, most: 3 })).toMatchObject({
      done: true,
      entries: 8n,
    });
  });

  it("is looked at by the worker alone, once a night each, from its start once a week", async () => {
    const every = { nightSeconds: 86_400, fullDays: 7 };
    await expect(
      verifyChain(
        {
          ...system(),
          actor: {
            kind: "user",
            userId: audit.world.me.id,
            objectId: "o",
            tenantId: "t",
            name: "Ada",
            roles: ["admin"],
          },
        },
        tools,
        chain(),
        { full: true },
      ),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    audit.now = new Date(audit.now.getTime() + 86_400_000);
    await claimChains(system(), every, 9);
    audit.now = new Date(audit.now.getTime() + 86_400_000);
    expect(await claimChains(system(), every, 9)).toContain(chain());
    expect(await claimChains(system(), every, 9)).toEqual([]);
    await verifyDueChain(system(), tools, chain(), every);
    expect(await claimChains(system(), every, 9)).toEqual([]);
    audit.now = new Date(audit.now.getTime() + 86_400_000);
    expect(await claimChains(system(), every, 9)).toEqual([chain()]);
  });
});

describe("whoever changes the database is found out, and the entry is named:", () => {
  const rehash = async (sequence: number, subject: string) => {
    const { rows } = await audit.world.owner.query(
      of(`select * from audit_entries where sequence = ${sequence}`),
    );
    const row = rows[0];
    return hashEntry({
      organisationId: row.organisation_id,
      sequence: BigInt(row.sequence),
      at: row.at,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      action: row.action,
      subject,
      before: row.before,
      after: row.after,
      correlationId: row.correlation_id,
      previousHash: row.previous_hash,
    });
  };
  it.each<[string, () => string[] | Promise<string[]>, string[]]>([
    [
      "a changed content",
      () => [of("update audit_entries set subject = 'x' where sequence = 3")],
      ["changed 3", "unsearchable 3"],
    ],
    [
      "a changed time",
      () => [of("update audit_entries set at = at - interval '1 day' where sequence = 3")],
      ["changed 3", "unsearchable 3"],
    ],
    [
      "a changed hash",
      () => [of("update audit_entries set hash = repeat('a', 64) where sequence = 3")],
      ["changed 3", "link 4"],
    ],
    [
      "a content changed together with its hash",
      async () => [
        of(`update audit_entries set subject = 'x', hash = '${await rehash(3, "x")}' where sequence = 3`),
      ],
      ["unsearchable 3", "link 4"],
    ],
    ["a removed entry", () => [of("delete from audit_entries where sequence = 3")], ["missing 3-3"]],
    [
      "several removed entries",
      () => [of("delete from audit_entries where sequence between 3 and 5")],
      ["missing 3-5"],
    ],
    [
      "the first entries removed",
      () => [of("delete from audit_entries where sequence <= 2")],
      ["missing 1-2"],
    ],
    ["the last entries removed", () => [of("delete from audit_entries where sequence > 6")], ["cut-off 7-8"]],
    ["all entries removed", () => [of("delete from audit_entries where true")], ["cut-off 1-8"]],
    [
      "an entry added at the end",
      () => [
        `insert into audit_entries select gen_random_uuid(), organisation_id, 9, at, actor_kind, actor_id, actor_name, action, subject, before, after, correlation_id, hash, hash from audit_entries ${of("where sequence = 8")}`,
      ],
      ["changed 9", "inserted 9-9", "unsearchable 9"],
    ],
    [
      "a second entry of a number",
      () => [
        'drop index "audit_entries_organisation_id_sequence_key"',
        `insert into audit_entries select gen_random_uuid(), organisation_id, 3, at, actor_kind, actor_id, actor_name, action, 'x', before, after, correlation_id, previous_hash, hash from audit_entries ${of("where sequence = 3")}`,
      ],
      ["inserted 3", "unsearchable 3"],
    ],
    [
      "an entry hidden from the search",
      () => ["delete from audit_words where entry_id in (select id from audit_entries where sequence = 4)"],
      ["unsearchable 4"],
    ],
    ["the record of the end changed", () => ["update audit_chains set sequence = 6"], ["head 6"]],
  ])("%s", async (_what, statements, expected) => {
    await tamper(...(await statements()));
    const verdict = await look(true);
    expect(named(verdict).sort()).toEqual([...expected].sort());
    expect(verdict.intact).toBe(false);
    const { rows } = await audit.world.owner.query(
      "select after from audit_entries where action = 'audit.tampering-found'",
    );
    expect(rows[0]?.after.problems).toEqual(verdict.problems);
    expect((await audit.world.owner.query("select from audit_checkpoints")).rowCount).toBe(0);
  });

  it("a chain that was written anew behind a signature, with every hash right", async () => {
    await look();
    const { rows } = await audit.world.owner.query(of("select * from audit_entries where true"));
    expect(rows).toHaveLength(8);
    await tamper(
      of(`update audit_entries set subject = 'x', hash = '${await rehash(8, "x")}' where sequence = 8`),
    );
    expect(named(await look())).toContain("rewritten 8");
  });

  it("the last entries removed together with the record of the end, also when the log went on since", async () => {
    await look();
    await write(4);
    await tamper(
      of("delete from audit_entries where sequence > 10"),
      of("delete from audit_chains where true"),
    );
    await write(1);
    expect(named(await look())).toEqual(["head 10"]);
    expect(named(await look(true))).toEqual(["head 10"]);
    // Whoever operates the console has looked into it: from now on the new end counts.
    expect((await look(false, true)).intact).toBe(false);
    expect(named(await look())).toEqual([]);
  });

  it("everything removed, and a chain begun anew", async () => {
    await look();
    await tamper(of("delete from audit_entries where true"), of("delete from audit_chains where true"));
    await write(2);
    expect(named(await look())).toContain("cut-off 3-8");
  });

  it("a checkpoint that was changed, or is signed by somebody else", async () => {
    await look();
    await tamper("update audit_checkpoints set sequence = 5");
    expect(named(await look())).toEqual(["checkpoint 5"]);
    const other: ArchiveTools = { ...tools, signer: () => openSigner("other.pem") };
    await tamper("update audit_checkpoints set sequence = 8");
    expect(named(await verifyChain(system(), other, chain(), { full: false }))).toEqual(["unknown-key 8"]);
  });

  it("and its organisation has one alert that names the entry, until a person resolves it", async () => {
    await tamper(of("update audit_entries set subject = 'other' where sequence = 3"));
    await look(true);
    await look(true);
    const alert = { kind: "audit-chain", source: "audit", severity: "high" };
    const first = { ...alert, params: { reason: "changed", sequence: "3" } };
    expect(await alerts()).toEqual([{ ...first, status: "open" }]);
    await audit.world.owner.query(
      "update alerts set status = 'resolved', resolved_at = now(), resolved_by_name = 'Ada'",
    );
    await look(true);
    expect(await alerts()).toHaveLength(1);
    await tamper(of("update audit_entries set subject = 'other' where sequence = 5"));
    await look(true);
    expect(await alerts()).toEqual([
      { ...first, status: "resolved" },
      { ...alert, params: { reason: "changed", sequence: "5" }, status: "open" },
    ]);
  });

  it("and is no longer said once it is put right", async () => {
    await tamper(
      `create temp table kept as select * from audit_entries where ${of("sequence = 3")}`,
      of("update audit_entries set subject = 'x' where sequence = 3"),
    );
    expect((await look(true)).intact).toBe(false);
    await tamper(
      of(
        "update audit_entries set subject = kept.subject from kept where audit_entries.sequence = 3",
      ).replace("organisation_id", "audit_entries.organisation_id"),
      "drop table kept",
    );
    expect(await look(true)).toMatchObject({ intact: true });
  });
});
