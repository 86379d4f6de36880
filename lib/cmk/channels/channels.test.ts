import { describe, expect, it } from "vitest";
import { addressProblem } from "./address";
import { createChannelSchema, updateChannelSchema } from "./channel-schemas";
import { dueTime } from "./due-time";
import { messageBody, type Notice } from "./message";

describe("an address", () => {
  const hosts = ["hooks.contoso.example"];
  it.each([
    ["slack", "https://hooks.slack.com/services/T0/B0/x", null],
    ["slack", "https://hooks.slack-gov.com/services/T0/B0/x", null],
    ["slack", "https://slack.com/services/T0/B0/x", "channel-host"],
    ["slack", "https://hooks.slack.com.evil.example/x", "channel-host"],
    ["slack", "http://hooks.slack.com/services/T0/B0/x", "channel-address"],
    ["slack", "https://hooks.slack.com:8443/x", "channel-address"],
    ["slack", "https://me@hooks.slack.com/x", "channel-address"],
    ["slack", "https://hooks.slack.com/x#y", "channel-address"],
    ["slack", "//hooks.slack.com/x", "channel-address"],
    ["teams", "https://contoso.webhook.office.com/webhookb2/x", null],
    ["teams", "https://prod-1.westeurope.logic.azure.com/workflows/x?sig=y", null],
    ["teams", "https://default1.2.environment.api.powerplatform.com/x", null],
    ["teams", "https://webhook.office.com/x", "channel-host"],
    ["teams", "https://evilwebhook.office.com/x", "channel-host"],
    ["webhook", "https://hooks.contoso.example/alerts", null],
    ["webhook", "https://HOOKS.contoso.example/alerts", null],
    ["webhook", "https://sub.hooks.contoso.example/alerts", "channel-host"],
    ["webhook", "https://169.254.169.254/metadata", "channel-host"],
    ["webhook", "https://hooks.slack.com/x", "channel-host"],
  ] as const)("of %s %s: %s", (kind, text, problem) => {
    expect(addressProblem(kind, text, hosts)).toBe(problem);
  });
  it("of a plain webhook is nowhere while nobody has named a host", () => {
    expect(addressProblem("webhook", "https://hooks.contoso.example/x", [])).toBe("channel-host");
  });
});

describe("settings", () => {
  const whole = {
    kind: "slack",
    address: "https://hooks.slack.com/services/T0/B0/x",
    name: "On call",
    minSeverity: "high",
    locale: "en",
    timeZone: "Europe/Paris",
    quietFrom: 1320,
    quietTo: 420,
    digestAt: null,
  };
  it.each([
    [{}, []],
    [{ name: " " }, ["name"]],
    [{ name: "x".repeat(81) }, ["name"]],
    [{ address: "" }, ["address"]],
    [{ timeZone: "Mars/Olympus" }, ["timeZone"]],
    [{ quietTo: null }, ["quietTo"]],
    [{ quietFrom: null }, ["quietTo"]],
    [{ quietTo: 1320 }, ["quietTo"]],
    [{ quietFrom: null, quietTo: null }, []],
    [{ digestAt: 1440 }, ["digestAt"]],
    [{ kind: "email" }, ["recipients"]],
    [{ kind: "email", recipients: ["Eve <eve@evil.example>"] }, ["recipients"]],
    [{ kind: "pigeon" }, ["kind"]],
  ])("%j are refused at %j", (change, fields) => {
    const { error } = createChannelSchema.safeParse({ ...whole, ...change });
    expect((error?.issues ?? []).map(({ path }) => path[0])).toEqual(fields);
  });
  it("may leave the address alone when they change", () => {
    const change = { ...whole, kind: undefined, address: undefined, enabled: false, revision: 1 };
    expect(updateChannelSchema.safeParse(change).success).toBe(true);
  });
});

describe("when a channel is told", () => {
  const rhythm = { timeZone: "Europe/Paris", quietFrom: 22 * 60, quietTo: 7 * 60, digestAt: 9 * 60 };
  const high = { severity: "high", failureClass: "hygiene" } as const;
  const critical = { severity: "critical", failureClass: "recoverable" } as const;
  const purge = { severity: "critical", failureClass: "purge" } as const;
  const told = (alert: Parameters<typeof dueTime>[1], at: string, change: Partial<typeof rhythm> = {}) =>
    dueTime({ ...rhythm, ...change }, alert, new Date(at)).toISOString();

  it("of what Adobe may purge for: at once, also at night", () => {
    expect(told(purge, "2026-11-24T02:00:30Z")).toBe("2026-11-24T02:00:30.000Z");
  });
  it("of what is critical: at once by day, in the morning else", () => {
    expect(told(critical, "2026-11-24T12:00:30Z")).toBe("2026-11-24T12:00:30.000Z");
    expect(told(critical, "2026-11-24T02:00:30Z")).toBe("2026-11-24T06:00:00.000Z");
    expect(told(critical, "2026-11-24T21:00:00Z")).toBe("2026-11-25T06:00:00.000Z");
    expect(told(critical, "2026-11-24T06:00:00Z")).toBe("2026-11-24T06:00:00.000Z");
  });
  it("of the rest: with the digest", () => {
    expect(told(high, "2026-11-24T07:59:59Z")).toBe("2026-11-24T08:00:00.000Z");
    expect(told(high, "2026-11-24T08:01:00Z")).toBe("2026-11-25T08:00:00.000Z");
    expect(told(high, "2026-11-24T08:00:10Z")).toBe("2026-11-24T08:00:10.000Z");
  });
  it("a digest in quiet hours waits for their end", () => {
    expect(told(high, "2026-11-24T12:00:00Z", { digestAt: 23 * 60 })).toBe("2026-11-25T06:00:00.000Z");
  });
  it("quiet hours of one day do not reach over midnight", () => {
    const noon = { quietFrom: 12 * 60, quietTo: 13 * 60 };
    expect(told(critical, "2026-11-24T11:30:00Z", noon)).toBe("2026-11-24T12:00:00.000Z");
    expect(told(critical, "2026-11-24T02:00:00Z", noon)).toBe("2026-11-24T02:00:00.000Z");
  });
  it("follows the clocks when they change in the night", () => {
    expect(told(critical, "2026-10-24T21:00:00Z")).toBe("2026-10-25T06:00:00.000Z");
    expect(told(critical, "2026-03-28T22:00:00Z")).toBe("2026-03-29T05:00:00.000Z");
  });
});

describe("a message", () => {
  const notice = (change: Partial<Notice> = {}): Notice => ({
    deliveryId: "d1",
    event: "alert.opened",
    title: "Critical: the key <adobe-cmk> is *disabled*",
    text: "Contoso & sons, AEP.",
    link: "https://clavis.example/a",
    facts: {
      organisation: "Contoso & sons",
      part: "aep",
      check: "KEY-04",
      severity: "critical",
      failureClass: "purge",
      at: "2026-11-24T00:00:00.000Z",
    },
    ...change,
  });
  const made = (kind: "slack" | "teams" | "webhook", notices = [notice()]) =>
    JSON.parse(messageBody(kind, "Critical: <it>", notices));

  it("to Slack is escaped, and says where to go", () => {
    const { text, blocks } = made("slack");
    expect(text).toBe("Critical: &lt;it&gt;");
    expect(blocks[1].text.text).toBe(
      "*<https://clavis.example/a|Critical: the key &lt;adobe-cmk&gt; is *disabled*>*\nContoso &amp; sons, AEP.",
    );
  });
  it("to Teams is a card in which names are no markup", () => {
    const { attachments } = made("teams");
    expect(attachments[0].contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(attachments[0].content.body[1].text).toBe(
      "[Critical: the key \\<adobe-cmk\\> is \\*disabled\\*](https://clavis.example/a)",
    );
  });
  it("to a chat shows twenty at most, to a webhook all", () => {
    const many = Array.from({ length: 60 }, (_, index) => notice({ deliveryId: `d${index}` }));
    expect(made("slack", many).blocks).toHaveLength(21);
    expect(made("teams", many).attachments[0].content.body).toHaveLength(41);
    expect(made("webhook", many).data).toHaveLength(60);
    expect(made("webhook").data[0]).toMatchObject({ id: "d1", event: "alert.opened", check: "KEY-04" });
  });
  it("stays within Slack's limits", () => {
    const { blocks } = made("slack", [notice({ text: "x".repeat(9000) })]);
    expect(blocks[1].text.text.length).toBeLessThanOrEqual(3000);
  });
});
