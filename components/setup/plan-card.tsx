"use client";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import type { Operation } from "@/lib/cmk/plan";
import { PlanTabs } from "./plan-tabs";
import { RightsLine } from "./rights-line";
import type { BodyProps } from "./step-body";

/** The plan of an automatic step, and the one button that applies it. */
export function PlanCard({ actions, words, now, handOver }: BodyProps) {
  const { view, busy, apply } = actions;
  const { plan, step } = view;
  const { t } = words;
  if (!plan || plan.operations.length === 0) return null;
  const text = `steps.${step.part}.${step.id}`;
  const repair = step.outcome.kind === "ready" && step.outcome.repair;
  const label = labelOf(plan.operations) ?? `${text}.${repair ? "repair" : "action"}`;
  // The vault's firewall keeps Clavis out: whoever it lets in takes the script.
  const outside = step.outcome.kind === "needs" && step.outcome.what === "recover-key-inside";
  return (
    <Card>
      <PlanTabs
        plan={plan}
        scripts={view.scripts}
        permitted={view.permitted}
        title={t("step.planTitle")}
        words={words}
      />
      <div className="flex flex-wrap items-center gap-3 border-t border-line p-4 md:px-5">
        <RightsLine permitted={view.permitted} words={words} />
        {outside ? null : (
          <button
            type="button"
            className={BUTTON.main}
            disabled={busy !== null}
            aria-busy={busy === "apply"}
            onClick={() => void apply()}
          >
            <Icon name="play" />
            {busy === "apply" ? t("step.applying") : t(label)}
          </button>
        )}
        {handOver}
        <PlanMark hash={plan.hash} checkedAt={view.checkedAt} words={words} now={now} />
      </div>
    </Card>
  );
}

/** What is brought back or taken away is called so; everything else has the step's own words. */
function labelOf(operations: Operation[]): string | null {
  const has = (op: Operation["op"]) => operations.some((operation) => operation.op === op);
  const back = operations.find((operation) => operation.op === "recover-vault");
  if (back) return back.sku === "managed-hsm" ? "recovery.recoverHsm" : "recovery.recoverVault";
  if (has("recover-key")) return "recovery.recoverKey";
  return operations.every((operation) => operation.op === "remove-role-assignment")
    ? "recovery.removeOrphan"
    : null;
}

type MarkProps = Pick<BodyProps, "words" | "now"> & { hash: string; checkedAt: string | null };

/** Which plan this is, and how fresh. */
export function PlanMark({ hash, checkedAt, words, now }: MarkProps) {
  const { t } = words;
  const [before = "", after = ""] = t("step.planHash").split("{hash}");
  return (
    <span className="ml-auto text-xs text-ink3">
      {before}
      <span className="font-mono" title={hash}>
        {hash.slice(0, 6)}
      </span>
      {after}
      {checkedAt ? (
        <>
          , {t("step.planChecked").replace("{time}", "")}
          <Time at={checkedAt} now={now} words={words} />
        </>
      ) : null}
    </span>
  );
}
