"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import type { Choices } from "@/lib/cmk/choices";
import type { StepView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { newPlan } from "./new-plan";
import { isAdvancing, useAdvance } from "./use-advance";

export type Busy = "check" | "apply" | "save" | null;

/** What the signed-in person's role allows here. The verbs decide; this only hides. */
export type Allowed = {
  check: boolean;
  apply: boolean;
  attest: boolean;
  choose: boolean;
  handOver: boolean;
};

export type StepActions = {
  view: StepView;
  busy: Busy;
  problem: Problem | null;
  check(): Promise<void>;
  apply(confirmation?: string): Promise<void>;
  state(statement: { reference?: string; text?: string; statedOn?: string }): Promise<void>;
  choose(choices: Choices): Promise<void>;
  /** Any other change of this step that answers with it. */
  change(method: "POST" | "DELETE", path: string, body?: unknown): Promise<void>;
};

function isStepView(answer: unknown, key: string): answer is StepView {
  return typeof answer === "object" && answer !== null && (answer as Partial<StepView>).step?.key === key;
}

/** One step as a person works on it: every answer of the API replaces what is shown; a finished step leads on. */
export function useStep(initial: StepView, allowed: Allowed): StepActions {
  const { refresh } = useRouter();
  const [view, setView] = useState(initial);
  const [busy, setBusy] = useState<Busy>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const kind = useRef(initial.step.outcome.kind);
  // Led here from a finished step: when the first look finds this one done too, go on.
  const led = useRef(isAdvancing());
  const { id: org } = initial.organisation;
  const { part, id: step, key } = initial.step;
  const advance = useAdvance(org, part, key);

  const take = useCallback(
    async (next: StepView, acted: boolean) => {
      const before = kind.current;
      kind.current = next.step.outcome.kind;
      setView(next);
      const finished = next.step.outcome.kind === "done" && before !== "done";
      const going = acted || before === "waiting" || led.current;
      led.current = false;
      if (finished && going) await advance();
      else if (before !== next.step.outcome.kind) refresh();
    },
    [advance, refresh],
  );

  const ask = useCallback(
    (acted: boolean) =>
      send<StepView>("POST", api.checkStep(org, part, step)).then((next) => take(next, acted)),
    [org, part, step, take],
  );

  const run = useCallback(
    async (what: Exclude<Busy, null>, work: () => Promise<void>) => {
      setBusy(what);
      if (what !== "check") setProblem(null);
      try {
        await work();
        if (what === "check") setProblem(null);
      } catch (error) {
        const found = problemOf(error);
        setProblem(found);
        const shown = newPlan(found);
        if (shown) setView((current) => ({ ...current, ...shown }));
        else if (found.code === "CONFLICT") await ask(false).catch(() => undefined);
      } finally {
        setBusy(null);
      }
    },
    [ask],
  );

  const check = useCallback(() => run("check", () => ask(false)), [run, ask]);

  // A stored view holds no plan, and may be old: look once when the step is opened.
  useEffect(() => {
    if (allowed.check && kind.current !== "blocked") void check();
  }, [allowed.check, check]);

  const { outcome } = view.step;
  const pause =
    outcome.kind !== "waiting" || outcome.reason === "cooling-off" || !allowed.check
      ? null
      : outcome.reason.startsWith("adobe")
        ? 8
        : 4;
  useEffect(() => {
    if (pause === null) return;
    const timer = setInterval(() => void check(), pause * 1000);
    return () => clearInterval(timer);
  }, [pause, check]);

  const settle = async (answer: unknown) => {
    if (!isStepView(answer, key)) return ask(true);
    await take(answer, true);
    const { kind: now } = answer.step.outcome;
    // What was refused stays to be read: another look would put a fresh plan in its place.
    if (now !== "done" && now !== "failed" && allowed.check) await ask(true);
  };

  return {
    view,
    busy,
    problem,
    check,
    apply: (confirmation) =>
      run("apply", async () => {
        const body = { planHash: view.plan?.hash, ...(confirmation ? { confirmation } : {}) };
        await settle(await send("POST", api.applyStep(org, part, step), { body, idempotent: true }));
      }),
    state: (body) =>
      run("save", async () => settle(await send("POST", api.statements(org, part, step), { body }))),
    change: (method, path, body) =>
      run("save", async () => take(await send<StepView>(method, path, { body }), false)),
    choose: (choices) => {
      // Shown as chosen at once, and without the plan of the choice before.
      const complete = { ...view.choices.complete, ...choices };
      setView({ ...view, plan: null, choices: { ...view.choices, complete } });
      return run("save", async () => {
        const body = { revision: view.choices.revision, ...choices };
        const answer = await send<unknown>("PATCH", api.choices(org, part), { body }).catch(
          (error: unknown) => {
            setView(view);
            throw error;
          },
        );
        if (isStepView(answer, key)) await take(answer, false);
        else await ask(false);
      });
    },
  };
}
