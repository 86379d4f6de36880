"use client";
import { gateAt, lets, needsRequest } from "@/lib/cmk/door/terms";
import type { BodyProps } from "../step-body";
import { SubmitForm } from "../submit-form";
import { ApprovalPanel } from "./approval-panel";
import { FailureCauses } from "./failure-causes";
import { GateList } from "./gate-list";

/** The one-way door: every gate with what it lacks, the request where the policy wants one, and the form at the end. */
export function SubmitBody(props: BodyProps) {
  const { actions, allowed, now } = props;
  const { view } = actions;
  const { door, step } = view;
  if (!door || step.outcome.kind === "done") return null;
  const gates = door.gates.map((gate) => gateAt(gate, now));
  const others = gates.filter(({ id }) => id !== "confirmation");
  const asks = needsRequest(door.terms);
  const through = others.filter(({ id }) => id === "approval" || id === "cooling-off").every(lets);
  const planned = view.plan !== null && view.plan.operations.length > 0;
  return (
    <>
      {view.causes.length > 0 ? <FailureCauses {...props} /> : null}
      <GateList gates={gates} advice={door.advice} {...props} />
      {asks && planned ? <ApprovalPanel {...props} gates={gates} /> : null}
      {allowed.apply && step.outcome.kind !== "blocked" ? (
        <SubmitForm {...props} offers={!asks || through} open={others.every(lets)} />
      ) : null}
    </>
  );
}
