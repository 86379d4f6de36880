import { Card, CardHead } from "@/components/ui/card";
import { Identifier } from "@/components/ui/identifier";
import { Notice } from "@/components/ui/notice";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Messages, Words } from "@/components/ui/words";
import type { FeedView } from "@/lib/cmk/events/feed-schemas";
import { FeedCheck } from "./feed-check";

const TONE: Record<string, Tone> = { Active: "ok", Unstable: "wait", Disabled: "bad", Missing: "bad" };
const IDS = ["clientId", "consumerOrgId", "projectId", "workspaceId", "registrationId"] as const;
const TIMES = ["challengedAt", "statusAt", "journalReadAt", "lastEventAt"] as const;

type Props = {
  feed: FeedView;
  words: Words;
  now: string;
  manages: boolean;
  locale: string;
  messages: Messages;
};

/** Adobe's word in Developer Console, and what it means for whoever reads it. */
function Standing({
  feed: { status, registrationId, addressMadeAt },
  words: { t, has },
}: Pick<Props, "feed" | "words">) {
  const key = status ?? (registrationId ? "asked" : addressMadeAt ? "unregistered" : "none");
  const text = has(`eventFeed.statuses.${key}.text`)
    ? t(`eventFeed.statuses.${key}.text`)
    : t("eventFeed.otherStatus");
  return <p className="max-w-[76ch] px-5 pb-4 text-[13px] text-ink2">{text}</p>;
}

function Problem({ feed: { problem }, words: { t, has } }: Pick<Props, "feed" | "words">) {
  if (!problem) return null;
  const known = has(`eventFeed.problems.${problem.kind}`);
  return (
    <div className="px-5 pb-4">
      <Notice tone="wait" title={t("eventFeed.problemTitle")}>
        <p>{known ? t(`eventFeed.problems.${problem.kind}`) : t("eventFeed.problems.other")}</p>
        <p className="text-xs">
          <code className="[overflow-wrap:anywhere]">
            {[problem.status, problem.code, problem.message].filter(Boolean).join(" ")}
          </code>
        </p>
      </Notice>
    </div>
  );
}

/** How the feed stands: Adobe's word, what was heard when, and the ids that belong to it. */
export function FeedState({ feed, words, now, manages, ...client }: Props) {
  const { t } = words;
  const { status, registrationId } = feed;
  const word = status ?? t(registrationId ? "eventFeed.notAsked" : "eventFeed.notRegistered");
  return (
    <Card>
      <CardHead
        title={t("eventFeed.state")}
        aside={
          <>
            <StatusChip tone={TONE[status ?? ""] ?? "quiet"} word={word} />
            {manages && registrationId ? (
              <FeedCheck organisationId={feed.organisation.id} {...client} />
            ) : null}
          </>
        }
      />
      <Standing feed={feed} words={words} />
      <Problem feed={feed} words={words} />
      <dl className="grid border-t border-line2 pb-2 text-[13px] sm:grid-cols-2">
        {TIMES.map((name) => (
          <div key={name} className="px-5 py-2.5">
            <dt className="text-xs text-ink3">{t(`eventFeed.${name}`)}</dt>
            <dd>{feed[name] ? <Time at={feed[name]} now={now} words={words} /> : t("common.never")}</dd>
          </div>
        ))}
        {IDS.map((name) => (
          <div key={name} className="min-w-0 px-5 py-2.5">
            <dt className="text-xs text-ink3">{t(`eventFeed.${name}`)}</dt>
            <dd className="min-w-0">
              {feed[name] ? (
                <Identifier value={feed[name]} words={words} />
              ) : (
                <span className="text-ink3">{t("common.none")}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
