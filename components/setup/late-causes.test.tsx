import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { packMessages, wordsFrom } from "@/components/ui/words";
import { lateCausesOf } from "@/lib/cmk/late-causes";
import type { StepView } from "@/lib/cmk/views";
import { waitSince } from "@/lib/cmk/windows";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { NOW, sampleInput, sampleKey, seen } from "@/test/sample-input";
import { WaitNotice } from "./wait-notice";

const LONG_AGO = "2026-11-20T12:00:00.000Z";
const windows = { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 };
const outcome = waitSince("adobe-test", LONG_AGO, windows, NOW);
const late = lateCausesOf(sampleInput("aep", { key: seen(sampleKey({ enabled: false })) }), outcome);
const view = {
  organisation: { id: "org" },
  step: { key: "aep/enablement" },
  checkedAt: NOW,
  late,
} as unknown as StepView;

/** What is read, without markup. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, "|")
    .replaceAll("&#x27;", "'")
    .replace(/\|+/g, "|");

describe.each([
  ["en", en],
  ["fr", fr],
] as const)("a late wait in %s", (locale, messages) => {
  const words = wordsFrom(locale, packMessages(messages, "UTC"));
  const html = renderToStaticMarkup(<WaitNotice outcome={outcome} view={view} words={words} now={NOW} />);
  const { causes } = messages.waiting["adobe-test"];

  test("names what the checks found first, with the check and the step that mends it", () => {
    const [first = ""] = /<li.*?<\/li>/.exec(html) ?? [];
    expect(textOf(first)).toContain(causes.key);
    expect(textOf(first)).toContain(messages.waiting.late.found);
    expect(first).toContain("KEY-04");
    expect(first).toContain("/organisations/org/setup/aep/key");
  });
  test("names every other cause once, and does not say that nothing is wrong", () => {
    const text = textOf(html);
    for (const cause of Object.values(causes)) expect(text.split(cause)).toHaveLength(2);
    expect(text).toContain(messages.waiting.late.clear);
    expect(text).toContain(messages.waiting.late.unseen);
    expect(text).not.toContain(messages.waiting.notWrong);
  });
});
