import "server-only";
import type { InboxKind } from "@/lib/cmk/notes/note-views";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type InboxMail = {
  id: string;
  organisationId: OrganisationId;
  organisationName: string;
  userId: string;
  upn: string;
  locale: string | null;
  kind: InboxKind;
  fromName: string;
  text: string;
};

/**
 * Takes what nobody has read since `before` and no mail was sent of, at most `limit`, so that no other worker sends it
 * too. What is older than `since` is left: it stands in the inbox.
 */
export async function claimInboxMails(
  tx: Transaction,
  { since, before, at, limit }: { since: Date; before: Date; at: Date; limit: number },
): Promise<InboxMail[]> {
  return prismaOf(tx).$queryRaw<InboxMail[]>`
    with due as (
      select i.id from inbox_items i
      where i.mailed_at is null and i.read_at is null and i.at <= ${before} and i.at >= ${since}
      order by i.at limit ${limit} for update skip locked
    ), taken as (
      update inbox_items i set mailed_at = ${at} from due where i.id = due.id returning i.*
    )
    select t.id, t.organisation_id as "organisationId", o.name as "organisationName", t.user_id as "userId", u.upn, u.locale,
      t.kind, t.from_name as "fromName", coalesce(n.text, case when t.kind = 'done' then q.answer end, q.text, '') as text
    from taken t
    join organisations o on o.id = t.organisation_id
    join users u on u.id = t.user_id
    left join notes n on n.id = t.note_id
    left join questions q on q.id = t.question_id
    where n.removed_at is null`;
}

/** Gives one back that could not be sent now. */
export async function releaseInboxMail(tx: Transaction, id: string): Promise<void> {
  await prismaOf(tx).inboxItem.updateMany({ where: { id }, data: { mailedAt: null } });
}
