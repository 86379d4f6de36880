import { expect, it } from "vitest";
import { subjectName } from "./subject-name";

const ID = "01a2240a-ecf3-7c84-a7e0-b21e0de7a1aa";

it.each([
  ["a new name", { subject: ID, before: { name: "Old" }, after: { name: "On call" } }, "On call"],
  ["what was removed", { subject: ID, before: { name: "On call" }, after: null }, "On call"],
  ["an id that nobody named", { subject: ID, before: null, after: { enabled: true } }, ID],
  ["a name that is none", { subject: ID, before: null, after: { name: " " } }, ID],
  ["what is no id", { subject: "KEY-04", before: null, after: { name: "other" } }, "KEY-04"],
])("%s", (_what, entry, name) => {
  expect(subjectName(entry)).toBe(name);
});
