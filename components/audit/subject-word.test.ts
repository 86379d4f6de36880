import { expect, it } from "vitest";
import { packMessages, wordsFrom } from "@/components/ui/words";
import en from "@/messages/en.json";
import { subjectMessages } from "./subject-messages";
import { subjectWord } from "./subject-word";

// As in the browser: with the names alone.
const words = wordsFrom("en", packMessages({ ...subjectMessages(en), audit: en.audit }, "UTC"));
const ID = "0198f0e2-7b11-7c1d-9a6e-0000000000aa";
const entry = (action: string, subject: string, after: Record<string, unknown> | null = null) =>
  subjectWord({ action, subject, before: null, after }, words);

it.each([
  ["a step", entry("statement.made", "aep/entitlement"), `AEP, ${en.steps.aep.entitlement.name}`],
  ["a part", entry("choice.saved", "cja"), "CJA"],
  ["a check", entry("exception.requested", "NET-06"), `NET-06, ${en.checks["NET-06"].title}`],
  ["a table", entry("table.exported", "adobe-events"), en.exports.tables["adobe-events"]],
  ["a note", entry("note.created", ID, { text: "Look here" }), "Look here"],
  ["a secret", entry("secret.metadata-read", "adobe"), en.audit.subjects.adobe],
  [
    "a pack, by its moment",
    entry("evidence.downloaded", ID, { about: "2026-11-29T01:31:07.533Z" }),
    "Nov 29, 2026, 1:31:07 AM UTC",
  ],
  ["a person, by their own name", entry("sign-in.succeeded", "ada@contoso.example"), null],
  ["a step that there is not", entry("access.refused", "aep/nothing"), null],
  ["an address", entry("access.refused", "GET /organisations/x"), null],
])("names %s", (_what, said, name) => expect(said).toBe(name));
