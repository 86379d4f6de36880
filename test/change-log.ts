import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Browser, TestConsole } from "./console";

/** How a change was answered, and what of it is in the log; `problem` null: as it should be. */
export type Answered = { status: number; actions: string[]; problem: unknown };
/** By "METHOD /path/{of}/route". */
export type ChangeRun = Map<string, Answered[]>;

type Given = {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  who?: Browser;
  headers?: Record<string, string>;
};

/** Sends changes, and keeps what the log says of each. Whoever is named by nobody is Fabrikam's administrator. */
export async function openChangeLog(running: TestConsole, owner: pg.Client) {
  const done: ChangeRun = new Map();
  const browserOf = async (upn: string) => (await running.signIn(upn)).browser;
  const fay = await browserOf("admin@fabrikam.example");
  const ada = await browserOf("admin@contoso.example");
  await browserOf("admin2@contoso.example");
  const operator = await browserOf("operator@contoso.example");
  const leader = await browserOf("leader@contoso.example");
  const one = async <T>(sql: string, values: unknown[] = []) =>
    ((await owner.query(sql, values)).rows[0] ?? {}) as T;
  const idOf = async (name: string) =>
    (await one<{ id: string }>("select id from organisations where name = $1", [name])).id;
  const userOf = async (upn: string) =>
    (await one<{ id: string }>("select id from users where upn = $1", [upn])).id;
  const org = await idOf("Fabrikam Care");

  async function change<T = Record<string, never>>(
    method: string,
    path: string,
    given: Given = {},
  ): Promise<T> {
    const { params = {}, query = "", body, who = fay, headers = {} } = given;
    const names: Record<string, string> = { org, part: "aep", step: "vault", ...params };
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? name) + query;
    const correlationId = randomUUID();
    await owner.query("delete from rate_limits");
    const sent = { "x-correlation-id": correlationId, "idempotency-key": randomUUID(), ...headers };
    const answer = await running.call(method, address, { browser: who, body, headers: sent });
    const said: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
    const { rows } = await owner.query("select action from audit_entries where correlation_id = $1", [
      correlationId,
    ]);
    const fits = answer.ok || answer.status === 303;
    const entry = {
      status: answer.status,
      actions: rows.map(({ action }) => action),
      problem: fits ? null : said,
    };
    const name = `${method} ${path}`;
    done.set(name, [...(done.get(name) ?? []), entry]);
    return said as T;
  }
  return { done, change, one, idOf, userOf, browserOf, people: { fay, ada, operator, leader }, org };
}

export type ChangeLog = Awaited<ReturnType<typeof openChangeLog>>;
export type WithId = { id: string; revision: number };
/** A route of one organisation. */
export const inOrg = (rest: string) => `/api/v1/orgs/{org}${rest}`;
