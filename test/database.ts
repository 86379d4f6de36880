import { inject } from "vitest";

export type TestDatabase = {
  /** As clavis_app: what the servers use, row-level security applies. */
  appUrl: string;
  /** As clavis_owner: owner of the tables, for arranging and for tampering. */
  ownerUrl: string;
};

/**
 * A fresh, migrated, empty PostgreSQL database, for one test file: call it in beforeAll. Code under test that
 * reads DATABASE_URL wants `process.env.DATABASE_URL = appUrl` before its first query.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const response = await fetch(inject("databaseSource"));
  if (!response.ok) throw new Error(`No test database: ${await response.text()}`);
  return (await response.json()) as TestDatabase;
}
