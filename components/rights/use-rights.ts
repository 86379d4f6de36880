"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { newPlan } from "@/components/setup/new-plan";
import type { PartId } from "@/lib/cmk/parts";
import type { RightsPlanView, RightsResult } from "@/lib/cmk/watcher/views";
import { api } from "@/lib/routes";

type Busy = "plan" | "apply" | null;

/** Previewing and applying what gives the watching identity its rights. A stale plan gives way to the new one. */
export function useRights(org: string, part: PartId) {
  const { refresh } = useRouter();
  const [view, setView] = useState<RightsPlanView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<Busy>(null);
  const [applied, setApplied] = useState(false);

  const attempt = async (kind: Busy, work: () => Promise<void>) => {
    setBusy(kind);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const found = problemOf(error);
      setProblem(found);
      const stale = newPlan(found);
      if (stale) setView((shown) => shown && { ...shown, ...stale, permitted: stale.permitted ?? [] });
    } finally {
      setBusy(null);
    }
  };
  return {
    view,
    problem,
    busy,
    applied,
    close: () => setView(null),
    preview: () =>
      attempt("plan", async () => {
        setApplied(false);
        setView(await send<RightsPlanView>("POST", api.planRights(org, part)));
      }),
    apply: () =>
      attempt("apply", async () => {
        if (!view) return;
        const body = { planHash: view.plan.hash };
        const { failure, ...seen } = await send<RightsResult>("POST", api.applyRights(org, part), {
          body,
          idempotent: true,
        });
        setView(seen);
        setApplied(failure === null);
        if (failure) setProblem({ code: "VENDOR_REJECTED", failure });
        refresh();
      }),
  };
}
