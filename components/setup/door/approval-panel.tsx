"use client";
import { type FormEvent, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { exactTime } from "@/components/ui/time";
import { type Gate, lets } from "@/lib/cmk/door/terms";
import type { DoorView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import type { BodyProps } from "../step-body";
import { ApprovalFacts } from "./approval-facts";

type Props = BodyProps & { gates: Gate[] };

/** The request that the organisation's policy asks for: making it, deciding on it, taking it back. */
export function ApprovalPanel(props: Props) {
  const { door } = props.actions.view;
  const { t } = props.words;
  if (!door) return null;
  const { standing, approval, terms } = door;
  const live = ["pending", "cooling-off", "ready"].includes(standing.state);
  const second = terms.requireSecondApproval;
  return (
    <Card>
      <CardHead title={t(second ? "approval.title" : "approval.coolingTitle")} level={3} />
      <div className="space-y-4 px-4 pb-4 md:px-5 md:pb-5">
        <p className="max-w-[68ch] text-[13px] text-ink2">
          {t(second ? "approval.lead" : "approval.leadCooling", { hours: terms.coolingOffHours })}
        </p>
        <StandingNotice door={door} words={props.words} />
        {approval && standing.state !== "none" ? (
          <ApprovalFacts approval={approval} expiresAt={standing.expiresAt} words={props.words} />
        ) : null}
        {standing.state === "pending" && approval && !approval.mine && props.allowed.apply ? (
          <DecisionForm {...props} approvalId={approval.id} />
        ) : null}
        {props.allowed.apply ? live ? <WithdrawButton {...props} /> : <RequestButton {...props} /> : null}
      </div>
    </Card>
  );
}

function StandingNotice({ door, words }: { door: DoorView; words: BodyProps["words"] }) {
  const { t } = words;
  const { standing, approval, terms } = door;
  const second = terms.requireSecondApproval;
  switch (standing.state) {
    case "pending":
      return approval?.mine ? (
        <Notice tone="wait" title={t("approval.waitsTitle")}>
          <p>{t("approval.waitsMine")}</p>
        </Notice>
      ) : (
        <Notice tone="accent" title={t("approval.decideTitle")}>
          <p>{t("approval.decideText")}</p>
        </Notice>
      );
    case "cooling-off":
      return (
        <Notice tone="wait" title={t("approval.coolingNow")}>
          <p>{t("approval.setupCoolingText", { date: exactTime(words, standing.readyAt ?? "") })}</p>
        </Notice>
      );
    case "ready":
      return <Notice tone="ok" title={t(second ? "approval.readyTitle" : "approval.readyCoolingTitle")} />;
    case "void":
      return (
        <Notice tone="bad" title={t("approval.voidTitle")}>
          <p>{t("approval.voidText", { hash: approval?.planHash.slice(0, 6) ?? "" })}</p>
        </Notice>
      );
    case "expired":
      return <Notice tone="wait" title={t("approval.expiredTitle")} />;
    case "declined":
      return <Notice tone="bad" title={t("approval.declinedTitle")} />;
    default:
      return null;
  }
}

function RequestButton({ actions, words: { t }, gates }: Props) {
  const { view, busy, change } = actions;
  const ready = gates.filter(({ id }) => id === "checks" || id === "fresh").every(lets);
  const path = api.approval(view.organisation.id, view.step.part, view.step.id);
  return (
    <button
      type="button"
      className={BUTTON.main}
      disabled={busy !== null || !ready}
      onClick={() => void change("POST", path, { planHash: view.plan?.hash })}
    >
      {t(view.door?.terms.requireSecondApproval ? "approval.request" : "approval.requestCooling")}
    </button>
  );
}

function WithdrawButton({ actions, words: { t } }: Props) {
  const { view, busy, change } = actions;
  const approval = view.door?.approval;
  const path = api.approval(view.organisation.id, view.step.part, view.step.id);
  return (
    <button
      type="button"
      className={BUTTON.plain}
      disabled={busy !== null}
      onClick={() => void change("DELETE", `${path}?id=${approval?.id}`)}
    >
      {t(approval?.status === "approved" ? "approval.withdrawApproval" : "approval.withdraw")}
    </button>
  );
}

function DecisionForm({ actions, words: { t }, approvalId }: Props & { approvalId: string }) {
  const { view, busy, change, problem } = actions;
  const [reason, setReason] = useState("");
  const refused = problem?.fields?.find((entry) => entry.field === "reason");
  const path = api.approvalDecision(view.organisation.id, view.step.part, view.step.id);
  const decide = (decision: "approve" | "decline") =>
    void change("POST", path, { approvalId, planHash: view.plan?.hash, decision, reason });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide("approve");
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        id="approval-reason"
        label={t("approval.reason")}
        error={refused ? t(`errors.field.${refused.reason}`) : null}
      >
        <textarea
          id="approval-reason"
          className={`${INPUT} max-w-xl`}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-invalid={Boolean(refused)}
          aria-describedby={describedBy("approval-reason", { error: Boolean(refused) })}
        />
      </Field>
      <div className="flex flex-wrap gap-3">
        <button type="submit" className={BUTTON.main} disabled={busy !== null}>
          {t("approval.approve")}
        </button>
        <button
          type="button"
          className={BUTTON.plain}
          disabled={busy !== null}
          onClick={() => decide("decline")}
        >
          {t("approval.decline")}
        </button>
      </div>
    </form>
  );
}
