import { afterAll, beforeAll, beforeEach } from "vitest";
import type { CreateChannel, UpdateChannel } from "@/lib/cmk/channels/channel-schemas";
import type { Message, PostOutcome } from "@/lib/cmk/channels/post-message";
import type { Mail, MailOutcome } from "@/lib/cmk/mail/send-mail";
import { createFinding } from "@/lib/db/findings";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { withScope } from "@/lib/db/transaction";
import { wordsOf } from "@/lib/i18n/words-of";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { settleAlert } from "@/lib/services/alerts/settle-alert";
import type { ChannelTools } from "@/lib/services/channels/channel-tools";
import { createChannel } from "@/lib/services/channels/save-channel";
import type { OrganisationContext } from "@/lib/services/context";
import { openSetupWorld, type SetupWorld } from "./setup-world";

export const SLACK: CreateChannel = {
  kind: "slack",
  address: "https://hooks.slack.com/services/T0/B0/secret",
  name: "On call",
  minSeverity: "high",
  locale: "en",
  timeZone: "UTC",
  quietFrom: null,
  quietTo: null,
  digestAt: null,
};

/** What a change of a channel says: everything but its kind, and its address only when told. */
export function formOf(
  change: Partial<CreateChannel> & { revision: number; enabled?: boolean },
): UpdateChannel {
  const { name, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt } = { ...SLACK, ...change };
  const settings = { name, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt };
  return { ...settings, address: change.address, enabled: change.enabled ?? true, revision: change.revision };
}

type Fails = { severity?: "critical" | "high" | "low"; failureClass?: "purge" | "hygiene" };

/**
 * Channels of one organisation on a real database, with a post office that keeps what is sent (`posted`, `mailed`) and
 * answers as told (`answers`, `mailAnswers`; taken otherwise). Call once in a test file: every test begins without any.
 */
export function openChannels() {
  let world: SetupWorld;
  let made = 0;
  const office = {
    posted: [] as Message[],
    answers: [] as PostOutcome[],
    mailed: [] as Mail[],
    mailAnswers: [] as MailOutcome[],
  };
  beforeAll(async () => {
    world = await openSetupWorld();
  }, 60_000);
  afterAll(() => world.end());
  beforeEach(async () => {
    for (const list of Object.values(office)) list.length = 0;
    for (const table of ["deliveries", "channels", "alerts"]) await world.owner.query(`delete from ${table}`);
    await world.owner.query("delete from secrets where kind like 'channel:%'");
    await world.owner.query("update findings set status = 'closed', closed_at = opened_at");
  });

  const tools: ChannelTools = {
    wrapper: localKeyWrapper(Buffer.alloc(32, 7)),
    post: async (message) => {
      office.posted.push(message);
      return office.answers.shift() ?? { ok: true };
    },
    sendMail: async (mail) => {
      office.mailed.push(mail);
      return office.mailAnswers.shift() ?? { ok: true, refused: [] };
    },
    wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
    linkTo: {
      alert: (organisation, alert) => `https://clavis.example/${organisation}/${alert}`,
      channels: (organisation) => `https://clavis.example/${organisation}`,
    },
    webhookHosts: ["hooks.contoso.example"],
    mail: { on: true, domains: ["contoso.example"] },
  };
  const admin = () => world.as(["admin"]);
  const at = (time: string | number): OrganisationContext => ({
    ...world.system(),
    now: () => new Date(time),
  });

  /** A check begins to fail, and people are told. Returns the finding. */
  async function fail(change: Fails = {}, context = world.system()): Promise<string> {
    const { severity = "high", failureClass = "hygiene" } = change;
    const checkId = (["NET-04", "NET-06", "KEY-06", "KEY-04"] as const)[made++ % 4] ?? "NET-04";
    return withScope(world.scope, async (tx) => {
      const address = { organisationId: world.mine.id, part: "aep", checkId } as const;
      const content = { severity, failureClass, observed: null, reason: null } as const;
      const opened = { regression: false, openedAt: new Date() };
      const { id } = await createFinding(tx, { ...address, ...content, ...opened });
      await raiseAlert(tx, context, {
        source: "finding",
        kind: checkId,
        part: "aep",
        severity,
        failureClass,
        params: {},
        findingId: id,
      });
      return id;
    });
  }

  return {
    ...office,
    tools,
    admin,
    at,
    fail,
    world: () => world,
    later: (seconds: number) => at(Date.now() + seconds * 1000),
    add: async (change: Partial<CreateChannel> = {}) =>
      (await createChannel(admin(), tools, { ...SLACK, ...change })).channel,
    settle: (finding: string, context = world.system()) =>
      withScope(world.scope, (tx) => settleAlert(tx, context, finding)),
    deliveries: async () =>
      (
        await world.owner.query(
          "select kind, status, attempts, problem from deliveries order by created_at, id",
        )
      ).rows,
  };
}
