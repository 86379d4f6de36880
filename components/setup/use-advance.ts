"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { send } from "@/components/api/send";
import { findStep, type PartId, type StepKey } from "@/lib/cmk/parts";
import type { SetupView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { isLive } from "./live-run";
import { nextStep } from "./next-step";

let moved = false;

/** Whether this page was reached by going on from a finished step; asked once, when the step appears. */
export function tookAdvance(): boolean {
  const result = moved;
  moved = false;
  return result;
}

/** The same, without the question being used up. */
export function isAdvancing(): boolean {
  return moved;
}

/** Goes to the next step on which a person can act; stays, freshly drawn, when there is none. */
export function useAdvance(org: string, part: PartId, current: StepKey): () => Promise<void> {
  const { push, refresh } = useRouter();
  return useCallback(async () => {
    const setup = await send<SetupView>("GET", api.setup(org)).catch(() => null);
    // A run passes through steps that are done one after the other: it says itself when it has ended.
    if (isLive(setup?.runs[part])) return refresh();
    const key = setup ? nextStep(setup.parts, part) : null;
    const [nextPart = "", nextId = ""] = key?.split("/") ?? [];
    const target = findStep(nextPart, nextId);
    moved = true;
    if (target && target.key !== current) push(routes.step(org, target.part, target.id));
    else if (setup?.covered) push(routes.setup(org));
    else refresh();
  }, [org, part, current, push, refresh]);
}
