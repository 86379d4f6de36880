import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database";
import { applyMigrations, pendingMigrations } from "./apply";
import { describeSchemaChange } from "./create";
import { readMigrations } from "./files";

let urls: TestDatabase;
beforeAll(async () => {
  urls = await createTestDatabase();
});

const scratch: pg.Client[] = [];
afterAll(() => Promise.all(scratch.map((client) => client.end())));

async function asOwner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  scratch.push(client);
  return client;
}

function migration(name: string, sql: string) {
  return { name, sql, checksum: "0".repeat(64) };
}

test("everything is applied once, and a second run does nothing", async () => {
  expect(await pendingMigrations(urls.ownerUrl)).toEqual([]);
  expect(await applyMigrations(urls.ownerUrl)).toEqual([]);
});

test("a migration may hold bodies and texts with semicolons", async () => {
  const sql = `create function public.two() returns text language plpgsql as $$ begin return 'a;b'; end; $$;
    create table public.extra (note text default ';'); insert into public.extra values (public.two());`;
  const added = migration("29990101000000_semicolons", sql);
  expect(await applyMigrations(urls.ownerUrl, [...readMigrations(), added])).toEqual([added.name]);
  const { rows } = await (await asOwner()).query("select note from public.extra");
  expect(rows).toEqual([{ note: "a;b" }]);
});

test("a database that is newer than the program is refused", async () => {
  await expect(pendingMigrations(urls.ownerUrl)).rejects.toThrow(
    /newer than this program: it has migration 2999/,
  );
});

test("a migration that was changed after it had been applied is refused", async () => {
  const { ownerUrl } = await createTestDatabase();
  const [first, ...rest] = readMigrations();
  if (!first) throw new Error("There are no migrations");
  const changed = { ...first, checksum: "f".repeat(64) };
  await expect(applyMigrations(ownerUrl, [changed, ...rest])).rejects.toThrow(/was changed after/);
});

test("a migration that fails leaves nothing of itself, and is named at the next start", async () => {
  const { ownerUrl } = await createTestDatabase();
  const broken = migration("29990101000000_broken", "create table public.half (id int); select 1/0;");
  const list = [...readMigrations(), broken];
  await expect(applyMigrations(ownerUrl, list)).rejects.toThrow();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  scratch.push(client);
  const { rows } = await client.query("select to_regclass('public.half') as half");
  expect(rows).toEqual([{ half: null }]);
  await expect(applyMigrations(ownerUrl, list)).rejects.toThrow(/29990101000000_broken failed half-way/);
});

test("the migrations lead to what the schema files say", async () => {
  expect((await describeSchemaChange()).trim()).toBe("-- This is an empty migration.");
});
