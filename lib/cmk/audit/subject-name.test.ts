import { expect, it } from "vitest";
import { subjectName } from "./subject-name";

const ID = "0198f0e2-7b11-7c1d-9a6e-0000000000aa";

it.each([
  ["a channel by its name", ID, null, { name: "On call", enabled: true }, "On call"],
  ["what was renamed by its new name", ID, { name: "Old" }, { name: "New" }, "New"],
  ["what was removed by the name it had", ID, { name: "On call" }, null, "On call"],
  [
    "a note by its first words",
    ID,
    null,
    { text: `${"word ".repeat(20)}\nmore` },
    `${"word ".repeat(12).trimEnd()}…`,
  ],
  ["a note of many lines by the first", ID, null, { text: "Look here\nand there" }, "Look here"],
  [
    "a question that is moved on by what it asks",
    ID,
    { status: "open" },
    { status: "taken", about: "Who?" },
    "Who?",
  ],
  ["nothing where nothing was said", ID, null, {}, null],
  ["nothing where the subject is a name itself", "aep/vault", null, { name: "x" }, null],
])("names %s", (_what, subject, before, after, name) => {
  expect(subjectName(subject, before, after)).toBe(name);
});
