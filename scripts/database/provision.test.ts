import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database";

let urls: TestDatabase;
let app: pg.Client;

beforeAll(async () => {
  urls = await createTestDatabase();
  app = new pg.Client({ connectionString: urls.appUrl });
  await app.connect();
});
afterAll(() => app?.end());

test("the application's role cannot bypass row-level security and may not make roles or databases", async () => {
  const { rows } = await app.query(
    "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
});

test("the application's role cannot make a table of its own beside the product's", async () => {
  await expect(app.query("create table public.mine (id int)")).rejects.toThrow(/permission denied/);
});

test("every test file gets a database of its own", async () => {
  const other = await createTestDatabase();
  expect(other.appUrl).not.toBe(urls.appUrl);
  expect(new URL(other.appUrl).username).toBe("clavis_app");
  expect(new URL(other.ownerUrl).username).toBe("clavis_owner");
});
