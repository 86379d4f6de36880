import type { FailureClass, Severity } from "../checks/check";
import type { PartId } from "../parts";
import type { PostKind } from "./channel-kinds";

/** What a message says of one alert, worded. `facts` are for programs: of webhooks alone. */
export type Notice = {
  deliveryId: string;
  event: "alert.opened" | "alert.resolved" | "test";
  title: string;
  text: string;
  link: string;
  facts: {
    organisation: string;
    part: PartId | null;
    check: string | null;
    severity: Severity | null;
    failureClass: FailureClass | null;
    at: string;
  };
};

/** Slack takes 50 blocks, and a card of Teams 28 KB: nobody reads more in a chat. Webhooks get all. */
const MOST_SHOWN = 20;
/** Slack's own limits of a section's and of a header's text. */
const SECTION_LENGTH = 2900;
const HEADER_LENGTH = 150;

const slackText = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
/** Cards read Markdown: names of vaults must not become links or emphasis. */
const cardText = (text: string) => text.replace(/([\\`*_[\]<>])/g, "\\$1");

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slackBody(headline: string, notices: readonly Notice[]): object {
  const section = ({ title, text, link }: Notice) => {
    const words = `*<${link}|${slackText(title)}>*\n${slackText(text)}`;
    return { type: "section", text: { type: "mrkdwn", text: words.slice(0, SECTION_LENGTH) } };
  };
  const header = { type: "plain_text", text: headline.slice(0, HEADER_LENGTH) };
  const blocks = [{ type: "header", text: header }, ...notices.slice(0, MOST_SHOWN).map(section)];
  return { text: slackText(headline), blocks };
}

/** An Adaptive Card, as Teams' workflows and connectors take it. */
function teamsBody(headline: string, notices: readonly Notice[]): object {
  const block = (text: string, more: object = {}) => ({ type: "TextBlock", text, wrap: true, ...more });
  const body = [
    block(cardText(headline), { size: "Large", weight: "Bolder" }),
    ...notices
      .slice(0, MOST_SHOWN)
      .flatMap(({ title, text, link }) => [
        block(`[${cardText(title)}](${link})`, { weight: "Bolder", spacing: "Medium" }),
        block(cardText(text), { spacing: "Small" }),
      ]),
  ];
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body,
  };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  };
}

function webhookBody(headline: string, notices: readonly Notice[]): object {
  const data = notices.map(({ deliveryId, event, title, text, link, facts }) => {
    return { id: deliveryId, event, title, text, link, ...facts };
  });
  return { type: "clavis.alerts", summary: headline, data };
}

const BODIES = { slack: slackBody, teams: teamsBody, webhook: webhookBody };

/** The JSON that one channel takes: a headline, and a paragraph for each alert. */
export function messageBody(kind: PostKind, headline: string, notices: readonly Notice[]): string {
  return JSON.stringify(BODIES[kind](headline, notices));
}
