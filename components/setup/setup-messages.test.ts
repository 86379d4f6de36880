import { expect, it, vi } from "vitest";
import { wordsFrom } from "@/components/ui/words";
import { findStep, type StepDefinition } from "@/lib/cmk/parts";
import messages from "@/messages/fr.json";
import { setupMessages } from "./setup-messages";

let timeZone = "Europe/Paris";
vi.mock("next-intl/server", () => ({
  getLocale: async () => "fr",
  getMessages: async () => messages,
  getTimeZone: async () => timeZone,
}));

const vault = findStep("aep", "vault") as StepDefinition;

it("brings the reader's time zone with the words, and another one when it changes", async () => {
  const zones = async () => {
    const { panel, run } = await setupMessages(vault);
    return [panel, run].map((packed) => wordsFrom("fr", packed).timeZone);
  };
  expect(await zones()).toEqual(["Europe/Paris", "Europe/Paris"]);
  timeZone = "Asia/Tokyo";
  expect(await zones()).toEqual(["Asia/Tokyo", "Asia/Tokyo"]);
});

it("says all of its own step, of the others their names, and what only this step says", async () => {
  const { panel, run } = await setupMessages(vault);
  const [own, running] = [panel, run].map((packed) => wordsFrom("fr", packed));
  expect(own?.t("steps.aep.vault.why")).toBe(messages.steps.aep.vault.why);
  expect(own?.has("steps.aep.key.name")).toBe(true);
  expect(own?.has("steps.aep.key.why")).toBe(false);
  expect([own?.has("network.title"), running?.has("network.title")]).toEqual([true, false]);
});

it("is the same object each time: React then sends it once for all who have it", async () => {
  expect((await setupMessages(vault)).panel).toBe((await setupMessages(vault)).panel);
});
