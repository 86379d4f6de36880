"use client";
import { lazy, type ReactNode, Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { Words } from "@/components/ui/words";
import { ConsentCard } from "./consent-card";
import { RevokingLink } from "./door/revoking-link";
import { EnablementStages } from "./enablement-stages";
import { KeyChoice } from "./key-choice";
import { OpenTicket } from "./open-ticket";
import { PlanCard } from "./plan-card";
import { StatementForm } from "./statement-form";
import { TicketText } from "./ticket-text";
import type { Allowed, StepActions } from "./use-step";
import { VaultChoice } from "./vault-choice";

/** Read on the key's page alone: kept out of the script of every other step. */
const KeyLifeCard = lazy(() =>
  import("./key-life/key-life-card").then((module) => ({ default: module.KeyLifeCard })),
);
// Read below everything else: its script comes after what people act with.
const NetworkCard = lazy(() => import("./network-card").then((part) => ({ default: part.NetworkCard })));
// What only the last two steps need comes with them.
const SubmitBody = lazy(() =>
  import("./door/submit-body").then(({ SubmitBody: default_ }) => ({ default: default_ })),
);
const FailureCauses = lazy(() =>
  import("./door/failure-causes").then(({ FailureCauses: default_ }) => ({ default: default_ })),
);
const PlanResult = lazy(() => import("./plan-result").then((part) => ({ default: part.PlanResult })));
/** Rare: only after a deletion. */
const RecoveryCard = lazy(() => import("./recovery-card").then((card) => ({ default: card.RecoveryCard })));

export type BodyProps = {
  actions: StepActions;
  allowed: Allowed;
  words: Words;
  now: string;
  /** Gives the step to somebody else; beside the plan. */
  handOver?: ReactNode;
};

/** What a step offers besides its requirements, and what came of the plan that was applied last. */
export function StepBody(props: BodyProps) {
  const { view } = props.actions;
  const { key, kind } = view.step;
  const changes = kind === "automatic" || kind === "irreversible";
  return (
    <>
      <KindBody {...props} />
      {changes && view.lastAttempt ? (
        <Suspense fallback={null}>
          <PlanResult
            key={`${key} ${view.lastAttempt.startedAt}`}
            view={view}
            words={props.words}
            now={props.now}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** By the kind of step. */
function KindBody(props: BodyProps) {
  const { view } = props.actions;
  const { step } = view;
  const open = step.outcome.kind !== "done" && step.outcome.kind !== "blocked";
  const choosing = open && step.outcome.kind !== "waiting" && props.allowed.choose && !view.choices.closed;
  const { apply } = props.allowed;
  // Roles that lead nowhere are offered for removal even when all that must be is.
  const mends = open || (step.outcome.kind === "done" && (view.plan?.operations.length ?? 0) > 0);
  const planned = ["vault", "key", "app", "app-access", "role", "submit"].includes(step.id);
  if (open && apply && planned && view.plan === null && props.actions.busy === "check")
    return <Skeleton lines={5} />;
  switch (step.id) {
    case "confirmation":
      return (
        <>
          {view.openTicket && step.outcome.kind !== "blocked" ? (
            <OpenTicket ticket={view.openTicket} words={props.words} />
          ) : null}
          {props.allowed.attest && step.outcome.kind !== "blocked" ? <StatementForm {...props} /> : null}
        </>
      );
    case "entitlement":
      return props.allowed.attest && step.outcome.kind !== "blocked" ? <StatementForm {...props} /> : null;
    case "ticket":
      return (
        <>
          {view.ticketText && step.outcome.kind !== "blocked" ? (
            <TicketText text={view.ticketText} words={props.words} />
          ) : null}
          {props.allowed.attest && step.outcome.kind !== "blocked" ? <StatementForm {...props} /> : null}
        </>
      );
    case "vault":
      return (
        <>
          {view.recovery && step.outcome.kind !== "blocked" ? (
            <Suspense fallback={<Skeleton lines={4} />}>
              <RecoveryCard {...props} />
            </Suspense>
          ) : null}
          {choosing ? <VaultChoice {...props} /> : null}
          {open && apply ? <PlanCard {...props} /> : null}
          {view.network ? (
            <Suspense>
              <NetworkCard network={view.network} words={props.words} />
            </Suspense>
          ) : null}
        </>
      );
    case "key":
      return (
        <>
          {choosing ? <KeyChoice {...props} /> : null}
          {open && apply ? <PlanCard {...props} /> : null}
          {view.keyLife?.key ? (
            <Suspense fallback={<Skeleton lines={5} />}>
              <KeyLifeCard {...props} life={view.keyLife} />
            </Suspense>
          ) : null}
        </>
      );
    case "app":
    case "app-access":
      return (
        <>
          {mends && apply ? <PlanCard {...props} /> : null}
          {open && apply && view.consentUrl ? <ConsentCard {...props} url={view.consentUrl} /> : null}
        </>
      );
    case "role":
      return mends && apply ? <PlanCard {...props} /> : null;
    case "submit":
      return (
        <Suspense fallback={<Skeleton lines={5} />}>
          <SubmitBody {...props} />
        </Suspense>
      );
    case "enablement":
      return step.outcome.kind === "blocked" ? null : (
        <>
          {view.causes.length > 0 ? (
            <Suspense fallback={null}>
              <FailureCauses {...props} />
            </Suspense>
          ) : null}
          <EnablementStages {...props} />
          <RevokingLink organisationId={view.organisation.id} words={props.words} />
        </>
      );
    default:
      return null;
  }
}
