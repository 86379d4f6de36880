import Link from "next/link";
import { HandOverList } from "@/components/hand-over/hand-over-list";
import { PageFrame } from "@/components/layout/page-frame";
import { NotesCard } from "@/components/notes/notes-card";
import { loadWords } from "@/components/ui/load-words";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import { findStep } from "@/lib/cmk/parts";
import { may } from "@/lib/cmk/permissions";
import type { SetupView, StepView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { ApplyAll } from "./apply-all";
import { LiveRequest } from "./door/live-request";
import { LiveRefresh } from "./live-refresh";
import { nextStep } from "./next-step";
import { stepName } from "./outcome-look";
import { PartCards } from "./part-cards";
import { RunWatcher } from "./run-watcher";
import { setupMessages } from "./setup-messages";
import { StepPanel } from "./step-panel";
import { Stepper } from "./stepper";

/** While a run works, the page follows it: two hands on one step would only get in each other's way. */
const WATCHING = { check: false, apply: false, attest: false, choose: false, handOver: false };
/** A run that ended long ago is history; its part says how it stands. */
const SHOWN_AFTER_END_MS = 10 * 60_000;

/** How often the page asks for news of steps that are not open; the open one asks by itself. */
const ELSEWHERE_SECONDS = 10;

type Props = {
  setup: SetupView;
  step: StepView;
  handOvers: HandOverRow[];
  /** Of the step; null for those who read none. */
  notes?: NotePage | null;
};

/** The set-up: both parts, every step, and one of them open. */
export async function SetupScreen({ setup, step, handOvers, notes = null }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const now = new Date().toISOString();
  const { organisation, parts } = setup;
  const { roles, id } = organisation;
  const { part, key } = step.step;
  const allowed = {
    check: may(roles, "setup.check"),
    apply: may(roles, "setup.apply"),
    attest: may(roles, "setup.attest"),
    choose: may(roles, "setup.choose"),
    handOver: may(roles, "setup.hand-over"),
  };
  const target = nextStep(parts, part);
  const [nextPart = "", nextId = ""] = target?.split("/") ?? [];
  const found = target === key ? null : findStep(nextPart, nextId);
  const label = found
    ? t(found.part === part ? "setup.nextStep" : "setup.nextStepIn", {
        name: stepName(found.key, words),
        part: t(`parts.${found.part}.short`),
      })
    : "";
  const next = found ? { href: routes.step(id, found.part, found.id), label } : null;
  const own = parts.find((state) => state.part === part);
  const open = own?.steps.some(
    ({ kind, outcome }) => kind === "automatic" && outcome.kind !== "done" && outcome.kind !== "blocked",
  );
  const run = setup.runs[part];
  const running = run && ["queued", "running", "waiting"].includes(run.status);
  const recent =
    run && run.status !== "cancelled" && Date.now() - Date.parse(run.updatedAt) < SHOWN_AFTER_END_MS;
  const waitsElsewhere = parts
    .flatMap(({ steps }) => steps)
    .some((other) => other.key !== key && other.outcome.kind === "waiting");
  const messages = await setupMessages(step.step);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("nav.setup") },
      ]}
      title={t("setup.title")}
      lead={setup.covered ? t("setup.covered") : t("setup.lead")}
      actions={
        allowed.apply && open && !running ? (
          <ApplyAll organisationId={id} part={part} locale={locale} messages={messages.run} />
        ) : null
      }
    >
      <PartCards organisationId={id} parts={parts} clocks={setup.clocks} words={words} now={now} />
      {setup.approval && key !== "aep/submit" ? (
        <LiveRequest organisationId={id} approval={setup.approval} words={words} />
      ) : null}
      {waitsElsewhere && !running ? <LiveRefresh seconds={ELSEWHERE_SECONDS} /> : null}
      {run && (running || recent) ? (
        <RunWatcher
          key={run.id}
          organisationId={id}
          run={run}
          current={key}
          mayCancel={allowed.apply}
          locale={locale}
          messages={messages.run}
        />
      ) : null}
      <div className="flex flex-col items-start gap-5 lg:flex-row lg:gap-7">
        <Stepper organisationId={id} parts={parts} current={key} words={words} now={now} />
        <StepPanel
          key={running ? `${key} ${run.status} ${run.currentStep}` : key}
          initial={step}
          allowed={running ? WATCHING : allowed}
          locale={locale}
          messages={messages.panel}
          now={now}
          next={next}
          handedOver={
            <HandOverList
              rows={handOvers}
              address={allowed.handOver ? api.handOvers(id, part, step.step.id) : null}
              words={words}
              now={now}
            />
          }
        />
      </div>
      {notes ? (
        <div className="mt-5 lg:pl-[328px]">
          <NotesCard
            organisation={organisation}
            page={notes}
            about={{ part, step: step.step.id }}
            words={words}
          />
        </div>
      ) : null}
      <p className="mt-7 max-w-[90ch] text-xs text-ink3">
        {t("setup.encrypted")}{" "}
        <Link href={routes.encryption(id)} className="underline underline-offset-2">
          {t("setup.encryptionLink")}
        </Link>
        . {allowed.apply ? "" : t("setup.readOnly")}
      </p>
    </PageFrame>
  );
}
