"use client";
import { useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import type { MaintenanceAction } from "@/lib/cmk/key-life/maintenance";
import type { PolicyVariant } from "@/lib/cmk/key-life/proposal";
import type { PartId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import type { MaintenanceResult, MaintenanceView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";

/** Previewing and applying what can be done to a key that is in use. `done` runs after something was applied. */
export function useMaintenance(org: string, part: PartId, done: () => Promise<void>) {
  const [view, setView] = useState<MaintenanceView | null>(null);
  const [result, setResult] = useState<MaintenanceResult | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    setResult(null);
    try {
      await work();
    } catch (error) {
      const found = problemOf(error);
      setProblem(found);
      const { plan } = found;
      if (plan) setView((shown) => shown && { ...shown, plan: plan as Plan, scripts: null });
    } finally {
      setBusy(false);
    }
  };
  return {
    view,
    result,
    problem,
    busy,
    close: () => setView(null),
    preview: (action: MaintenanceAction, variant?: PolicyVariant) =>
      attempt(async () => {
        const body = { action, ...(variant ? { variant } : {}) };
        setView(await send<MaintenanceView>("POST", api.planMaintenance(org, part), { body }));
      }),
    apply: (confirmation: string) =>
      attempt(async () => {
        if (!view) return;
        const { action, variant, plan } = view;
        const body = {
          action,
          planHash: plan.hash,
          ...(variant ? { variant } : {}),
          ...(action === "rotate" ? { confirmation } : {}),
        };
        const answer = await send<MaintenanceResult>("POST", api.applyMaintenance(org, part), {
          body,
          idempotent: true,
        });
        setResult(answer);
        if (!answer.failure) setView(null);
        await done();
      }),
  };
}
