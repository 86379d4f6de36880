import pg from "pg";
import { type Browser, startTestConsole, type TestConsole } from "./console";

/** A console with the seeded organisation that is complete, as its administrator and as the owner of the tables. */
export type Fabrikam = {
  running: TestConsole;
  /** Sees and changes every organisation's rows, past row-level security's roles. */
  owner: pg.Client;
  admin: Browser;
  org: string;
  stop(): Promise<void>;
};

export async function startFabrikam(): Promise<Fabrikam> {
  const running = await startTestConsole();
  const owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  const admin = (await running.signIn("admin@fabrikam.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: admin });
  const org = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
  const stop = async () => {
    await owner.end();
    await running.stop();
  };
  return { running, owner, admin, org, stop };
}
