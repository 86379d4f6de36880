import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { packMessages, wordsFrom } from "@/components/ui/words";
import { plusDays } from "@/lib/cmk/key-life/duration";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { NOW, sampleInput, sampleKey, seen } from "@/test/sample-input";
import { ClockLine } from "./clock-line";
import { Findings } from "./findings";
import { VersionsTable } from "./versions-table";

const version = (name: string, days: number, enabled = true) => ({
  version: name.repeat(32),
  enabled,
  created: plusDays(NOW, -days),
  notBefore: null,
  expires: null,
});
const current = { ...version("b", 2), version: sampleKey().version ?? "" };
const versions = [current, version("c", 20), version("d", 50, false), version("e", 400)];

test.each([
  ["en", en, "The key expires in 23 days, on"],
  ["fr", fr, "La clé expire dans 23 jours, le"],
] as const)("the life of an expiring key is all words in %s", (locale, messages, headline) => {
  const key = sampleKey({ expires: plusDays(NOW, 23.5), rotationPolicy: null, created: plusDays(NOW, -2) });
  const input = sampleInput("aep", { key: seen(key), keyVersions: seen({ versions, total: 4 }) });
  const life = keyLifeOf(input);
  const words = wordsFrom(locale, packMessages(messages, "UTC"));
  const html = [
    h(ClockLine, { clock: life.clock, words, now: NOW }),
    h(Findings, { verdict: life.verdict, words }),
    h(VersionsTable, { life, words }),
  ]
    .map((element) => renderToStaticMarkup(element))
    .join("");
  expect(html).toContain(headline);
  expect(html).not.toMatch(/keyLife\.|\{\w+\}/);
});
