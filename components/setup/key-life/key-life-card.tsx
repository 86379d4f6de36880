"use client";
import { CalendarPlus, History, type LucideIcon, RotateCw, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { KeyLife } from "@/lib/cmk/key-life/key-life";
import type { MaintenanceAction } from "@/lib/cmk/key-life/maintenance";
import type { PolicyVariant } from "@/lib/cmk/key-life/proposal";
import type { KeyLifeVerdict } from "@/lib/cmk/key-life/verdict";
import type { BodyProps } from "../step-body";
import { clockWords } from "./clock-words";
import { Findings } from "./findings";
import { MaintenanceForm } from "./maintenance-form";
import { useMaintenance } from "./use-maintenance";
import { VersionsTable } from "./versions-table";

const VERDICT: Record<KeyLifeVerdict["state"], Tone> = {
  coherent: "ok",
  attention: "wait",
  danger: "bad",
  unknown: "quiet",
};

/** How long the key lives, what ends it, what would be coherent, and what a person can do about it. */
export function KeyLifeCard({ life, ...props }: BodyProps & { life: KeyLife }) {
  const { actions, allowed, words, now } = props;
  const { t, locale } = words;
  const { organisation, step } = actions.view;
  const maintenance = useMaintenance(organisation.id, step.part, actions.check);
  const { result, problem, view } = maintenance;
  const { clock, verdict } = life;
  const { tone, text } = clockWords(clock, words, now);
  // A coherent policy is no comfort where something in the chain has ended.
  const state = clock.level === 0 ? "danger" : verdict.state;
  const told = result?.failure ? { code: "VENDOR_REJECTED", failure: result.failure } : problem;
  return (
    <Card>
      <CardHead
        title={t("keyLife.title")}
        aside={<StatusChip tone={VERDICT[state]} word={t(`keyLife.verdict.${state}`)} />}
        level={3}
      />
      <div className="space-y-4 px-4 pb-4 md:px-5">
        <Notice tone={tone} title={text}>
          {clock.first && tone !== "ok" ? <p>{t(`keyLife.effect.${clock.first.effect}`)}</p> : null}
          {clock.rotatesOn ? (
            <p>{t("keyLife.clock.rotates", { date: formatDay(locale, clock.rotatesOn) })}</p>
          ) : null}
          {clock.unseen.length > 0 ? <p>{t("keyLife.clock.partly")}</p> : null}
        </Notice>
        <Findings verdict={verdict} words={words} />
        <div aria-live="polite" className="space-y-3 empty:hidden">
          {told ? <ProblemNotice problem={told} words={words} /> : null}
          {result && !result.failure ? <Notice tone="ok" title={t("keyLife.applied")} /> : null}
        </div>
        {allowed.apply && life.key?.version ? (
          <Offers life={life} {...props} maintenance={maintenance} />
        ) : null}
      </div>
      {view ? (
        <MaintenanceForm key={view.plan.hash} maintenance={maintenance} words={words} now={now} />
      ) : null}
      {life.versions.length > 0 ? (
        <div className="border-t border-line pt-4">
          <h4 className="px-4 pb-1 font-medium md:px-5">{t("keyLife.versions")}</h4>
          <VersionsTable life={life} words={words} />
        </div>
      ) : null}
    </Card>
  );
}

type OfferProps = BodyProps & { life: KeyLife; maintenance: ReturnType<typeof useMaintenance> };

/** The policies to choose from, the proposed one first; and what else can be done. */
function Offers({ life, words, maintenance, actions }: OfferProps) {
  const { t } = words;
  const { proposal } = life.verdict;
  const current = life.key?.rotationPolicy?.expiryTime ? "with-expiry" : "no-expiry";
  const [variant, setVariant] = useState<PolicyVariant>(proposal?.variant ?? current);
  const offer = { words, maintenance, disabled: maintenance.busy || actions.busy !== null };
  return (
    <div className="space-y-3">
      <fieldset className="space-y-2">
        <legend className="text-[13px] font-medium">
          {t(proposal ? "keyLife.proposalTitle" : "keyLife.policyTitle")}
        </legend>
        {(["no-expiry", "with-expiry"] as const).map((one) => (
          <label key={one} className="flex items-start gap-2 text-[13px]">
            <input
              type="radio"
              name="policy-variant"
              className="mt-1"
              checked={variant === one}
              onChange={() => setVariant(one)}
            />
            <span className="min-w-0">
              {t(`keyLife.variants.${one}.name`)}
              <span className="block text-xs text-ink2">{t(`keyLife.variants.${one}.why`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Offer
          action="set-policy"
          icon={ShieldCheck}
          look={proposal ? BUTTON.main : BUTTON.plain}
          variant={variant}
          {...offer}
        />
        {life.key?.expires ? <Offer action="extend-expiry" icon={CalendarPlus} {...offer} /> : null}
        {life.versions.some(({ state }) => state === "disabled-early") ? (
          <Offer action="enable-versions" icon={History} look={BUTTON.main} {...offer} />
        ) : null}
        <Offer action="rotate" icon={RotateCw} {...offer} />
      </div>
    </div>
  );
}

type OneOffer = {
  action: MaintenanceAction;
  icon: LucideIcon;
  look?: string;
  variant?: PolicyVariant;
  disabled: boolean;
  words: Words;
  maintenance: OfferProps["maintenance"];
};

/** One thing to do: its plan is shown first. */
function Offer({ action, icon: Icon, look = BUTTON.plain, variant, disabled, words, maintenance }: OneOffer) {
  return (
    <button
      type="button"
      className={look}
      disabled={disabled}
      onClick={() => void maintenance.preview(action, variant)}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      {words.t(`keyLife.actions.${action}.preview`)}
    </button>
  );
}
