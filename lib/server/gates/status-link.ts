import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { linkState, STATUS_TOKEN } from "@/lib/cmk/status-link/status-link";
import { listMembershipsOf } from "@/lib/db/memberships";
import { grantScope } from "@/lib/db/scope";
import { findStatusLink, type StatusLink, takeOpening } from "@/lib/db/status-links";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { getUser } from "@/lib/db/users";
import { AppError } from "@/lib/errors";
import type { StatusPageContext } from "@/lib/services/status-link/open-status-page";
import { windows } from "../clouds/windows";
import { personOf } from "../session/person-of";
import { organisationsWith } from "./effective-roles";

/** Set by the proxy alone, which overwrites what a client sends. */
export const TOO_OFTEN_HEADER = "x-clavis-too-often";

/** The one answer to every secret that opens nothing: wrong, expired, revoked, or of somebody who may not read any more. */
const noSuchLink = () => new AppError("NOT_FOUND", "This link does not open anything.");

/** Those of a link's organisations that its owner may still read: whoever leaves takes their links along. */
async function stillShown(link: StatusLink): Promise<string[]> {
  const own = grantScope({ organisations: [], userId: link.createdBy });
  const user = await readWithScope(own, (tx) => getUser(tx, link.createdBy));
  const owner = personOf(user, await listMembershipsOf(link.createdBy));
  const readable = organisationsWith(owner, "status-link.manage");
  const ids = link.organisations.map(({ id }) => id);
  return readable === "*" ? ids : ids.filter((id) => readable.includes(id));
}

/**
 * Gate of a status page: no session, the link's secret alone. It is looked up over all organisations; from there on
 * the scope is those that it shows. Throws the same NOT_FOUND for every secret that opens nothing.
 */
export async function statusPageContext(token: string, correlationId: string): Promise<StatusPageContext> {
  if (!STATUS_TOKEN.test(token)) throw noSuchLink();
  const everywhere = grantScope({ organisations: "*", userId: null });
  const link = await readWithScope(everywhere, (tx) => findStatusLink(tx, token));
  if (!link || linkState(link, new Date()) !== "open") throw noSuchLink();
  const organisationIds = await stillShown(link);
  if (organisationIds.length === 0) throw noSuchLink();
  return {
    link,
    organisationIds,
    scope: grantScope({ organisations: organisationIds, userId: null }),
    correlationId,
    now: () => new Date(),
    windows: windows(),
  };
}

const STATUS_PATH = /^\/status\/([^/]+)\/?$/;

/**
 * Counts a try at a status page, before anything is drawn: a page cannot answer 429, so the proxy does. 0: let it through;
 * else how many seconds until the link opens again. Where the database is away, the page says so itself.
 */
export async function statusPageWait(path: string): Promise<number> {
  const token = STATUS_PATH.exec(path)?.[1] ?? "";
  if (!STATUS_TOKEN.test(token)) return 0;
  const everywhere = grantScope({ organisations: "*", userId: null });
  return withScope(everywhere, (tx) => takeOpening(tx, token, new Date())).catch(() => 0);
}

/** Runs a verb for the page behind a link. null: it is opened too often, as the proxy has found. */
export async function onStatusPage<T>(
  token: string,
  work: (context: StatusPageContext) => Promise<T>,
): Promise<T | null> {
  const given = await headers();
  if (given.get(TOO_OFTEN_HEADER)) return null;
  const correlationId = given.get("x-correlation-id") ?? crypto.randomUUID();
  try {
    return await work(await statusPageContext(token, correlationId));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
