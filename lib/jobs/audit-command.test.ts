import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { audit, chain, of, tamper, useAuditChain } from "@/test/audit-chain";

useAuditChain();

/** `npm run audit`, as whoever operates the console runs it: in a process of its own, with the servers' settings. */
async function command(...args: string[]): Promise<{ code: number; said: string }> {
  const { user = "", password, host, port, database = "" } = audit.world.owner;
  const url = `postgresql://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
  const data = mkdtempSync(join(tmpdir(), "clavis-command-"));
  const env = { ...process.env, DATABASE_URL: url, CLAVIS_DATA: data, LOG_LEVEL: "silent" };
  const program = ["--import", "tsx", "--conditions=react-server", "lib/jobs/audit-command.ts", ...args];
  return promisify(execFile)(process.execPath, program, { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
}

test("the command verifies every chain, and names the entry that was changed, removed or put in", async () => {
  const whole = await command("verify");
  expect(whole).toMatchObject({
    code: 0,
    said: expect.stringContaining(`${chain()}: intact, up to entry 8`),
  });
  await tamper(
    of("update audit_entries set subject = 'x' where sequence = 3"),
    of("delete from audit_entries where sequence = 5"),
    `insert into audit_entries select gen_random_uuid(), organisation_id, 9, at, actor_kind, actor_id, actor_name, action, subject, before, after, correlation_id, hash, hash from audit_entries ${of("where sequence = 8")}`,
  );
  const { code, said } = await command("verify", "--org", chain());
  expect(code).toBe(1);
  expect(said).toContain(`${chain()}: NOT INTACT`);
  for (const named of ["changed: entry 3", "missing: entry 5", "inserted: entry 9"])
    expect(said).toContain(named);
}, 180_000);
