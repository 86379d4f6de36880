import { expect, it } from "vitest";
import { packMessages, wordsFrom } from "./words";

const packed = packMessages({ notes: { by: "By {name}", none: "None" }, empty: "" }, "Europe/Paris");

it("reads texts, placeholders and the reader's zone from what was packed", () => {
  const words = wordsFrom("fr", packed);
  expect(words.t("notes.by", { name: "Ada" })).toBe("By Ada");
  expect(words.t("notes.none")).toBe("None");
  expect(words.timeZone).toBe("Europe/Paris");
});

it("leaves what is not there as it is", () => {
  const { t, has } = wordsFrom("en", packed);
  expect(t("notes.by")).toBe("By {name}");
  expect(t("notes.absent")).toBe("notes.absent");
  expect([has("notes.by"), has("notes"), has("notes.by.more")]).toEqual([true, false, false]);
});
