import { expect, it } from "vitest";
import { isAllowedRecipient, mailAddress } from "./mail-address";
import { mailBody } from "./mail-body";

it.each([
  ["Lena@Contoso.example ", "lena@contoso.example"],
  ["a+b@contoso.example", "a+b@contoso.example"],
  ["Lena <lena@contoso.example>", null],
  ["a@b@contoso.example", null],
  ["a@localhost", null],
  ["a\r\nBcc: x@contoso.example", null],
  ["a,b@contoso.example", null],
])("takes plain addresses alone: %j", (text, expected) => {
  expect(mailAddress.safeParse(text).data ?? null).toBe(expected);
});

it("goes to members, and into the domains that were named, not below them", () => {
  const rule = { members: ["Lena@Partner.example"], domains: ["contoso.example"] };
  expect(isAllowedRecipient("lena@partner.example", rule)).toBe(true);
  expect(isAllowedRecipient("other@partner.example", rule)).toBe(false);
  expect(isAllowedRecipient("x@contoso.example", rule)).toBe(true);
  expect(isAllowedRecipient("x@evil-contoso.example", rule)).toBe(false);
  expect(isAllowedRecipient("x@sub.contoso.example", rule)).toBe(false);
});

it("says the same in text and HTML, escaped, and fetches nothing", () => {
  const { text, html } = mailBody({
    locale: "en",
    headline: "<b>Key</b>",
    sections: [{ title: "A & B", text: "one\ntwo", link: "https://clavis.example/a?b&c" }],
    footer: "Sent by Clavis.",
    manage: { label: "Settings", url: "https://clavis.example/channels" },
  });
  expect(text).toBe(
    "<b>Key</b>\n\nA & B\none\ntwo\nhttps://clavis.example/a?b&c\n\n-- \nSent by Clavis.\nSettings: https://clavis.example/channels\n",
  );
  expect(html).toContain("&lt;b&gt;Key&lt;/b&gt;");
  expect(html).toContain("one<br>two");
  expect(html).not.toMatch(/<img|<script|<link|src=|url\(/i);
});
