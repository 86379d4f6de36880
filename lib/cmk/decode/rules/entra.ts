import type { Actor } from "../../outcome";
import type { ScriptId } from "../decoded";
import { type Rule, type StepKind, verdict } from "./rule";

type Options = { steps?: readonly StepKind[]; script?: ScriptId };

function aadsts(id: string, numbers: readonly number[], actor: Actor, options: Options = {}): Rule {
  return {
    id,
    codes: numbers.map((number) => `aadsts${number}`),
    verdict: verdict("obstacle", actor, options.steps ?? [], options.script ?? null),
  };
}

const APP = { steps: ["app"] } as const;

/** Sign-in and consent. Source: Microsoft Entra authentication error codes. */
export const ENTRA_RULES: readonly Rule[] = [
  aadsts("app-not-in-tenant", [700016, 700011], "entra-administrator", APP),
  aadsts("consent-missing", [65001], "entra-administrator", APP),
  aadsts("admin-consent-needed", [90094, 90095], "entra-administrator", APP),
  aadsts("service-principal-missing", [650052, 500011, 7000229], "entra-administrator", {
    steps: ["app"],
    script: "add-application",
  }),
  aadsts("consent-declined", [65004], "entra-administrator", APP),
  aadsts("user-not-in-tenant", [50020, 50034], "admin", { script: "sign-in" }),
  aadsts("user-not-assigned", [50105], "entra-administrator"),
  aadsts("conditional-access", [53003, 53000, 530002], "entra-administrator"),
  aadsts("second-factor", [50076, 50079], "admin", { script: "sign-in" }),
  aadsts("app-disabled", [70001, 7000112], "entra-administrator", APP),
  aadsts("no-reply-address", [500113, 900971], "admin", APP),
  aadsts("tenant-unknown", [90002], "admin"),
];
