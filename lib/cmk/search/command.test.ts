import { expect, it } from "vitest";
import { fitOf } from "./command";

it.each([
  ["over", "Overview", "Fabrikam", 0],
  ["fab over", "Overview", "Fabrikam", 1],
  ["verif", "Tout vérifier", "", 1],
  ["key-06", "The key does not expire soon", "KEY-06", 1],
  ["06", "The key does not expire soon", "KEY-06", 1],
  ["view", "Overview", "", 2],
  ["audit", "Overview", "", null],
])("%s asks for %s (%s): %s", (query, label, hint, fit) => expect(fitOf(query, label, hint)).toBe(fit));
