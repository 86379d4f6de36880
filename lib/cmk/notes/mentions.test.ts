import { describe, expect, it } from "vitest";
import { mentionAt, mentionsIn, piecesOf } from "./mentions";

it.each([
  ["@ada@contoso.example please look", ["ada@contoso.example"]],
  [
    "(@Ada@Contoso.example), @bob.o'neil+x@fabrikam.example.",
    ["ada@contoso.example", "bob.o'neil+x@fabrikam.example"],
  ],
  ["@ada@contoso.example @ADA@contoso.example", ["ada@contoso.example"]],
  ["write to ada@contoso.example", []],
  ["user@@contoso.example @", []],
  ["@ada", []],
  ["@guest#EXT#@contoso.example", ["guest#ext#@contoso.example"]],
  [`${"@".repeat(5000)}`, []],
])("%s mentions %j", (text, people) => expect(mentionsIn(text)).toEqual(people));

describe("a text for the page", () => {
  it("names whom it mentions, and leaves the rest as it is", () => {
    const names = { "ada@contoso.example": "Ada Lovelace" };
    expect(piecesOf("Hi @ada@contoso.example, see @eve@evil.example", names)).toEqual([
      { at: 0, text: "Hi ", mention: false },
      { at: 3, text: "@Ada Lovelace", mention: true },
      { at: 23, text: ", see @eve@evil.example", mention: false },
    ]);
    expect(piecesOf("<b>@nobody</b>", names)).toEqual([{ at: 0, text: "<b>@nobody</b>", mention: false }]);
  });
});

it.each([
  ["Hi @ad", 6, { query: "ad", start: 3 }],
  ["@", 1, { query: "", start: 0 }],
  ["mail ada@co", 11, null],
  ["@ada@contoso", 12, { query: "ada@contoso", start: 0 }],
  ["@ad and more", 12, null],
  ["@ad and more", 3, { query: "ad", start: 0 }],
])("at the caret of %j (%i): %j", (text, caret, found) => expect(mentionAt(text, caret)).toEqual(found));
