"use client";
import Link from "next/link";
import { Card, CardHead } from "@/components/ui/card";
import { ObservedValue } from "@/components/ui/observed-value";
import { StatusChip } from "@/components/ui/status-chip";
import type { Tone } from "@/components/ui/tone";
import { findStep } from "@/lib/cmk/parts";
import { routes } from "@/lib/routes";
import { stepName } from "../outcome-look";
import type { BodyProps } from "../step-body";

const TONE: Record<string, Tone> = { sure: "bad", likely: "wait", possible: "quiet" };

/** Adobe reported FAILED: what the checks say about why, likeliest first, each with the step that mends it. */
export function FailureCauses({ actions: { view }, words }: Pick<BodyProps, "actions" | "words">) {
  const { t } = words;
  const { causes, organisation } = view;
  const green = causes.every(({ likelihood }) => likelihood === "possible");
  return (
    <Card>
      <CardHead title={t("causes.title")} level={3} />
      <p className="px-4 pb-3 text-[13px] text-ink2 md:px-5">
        {t(green ? "causes.leadGreen" : "causes.lead")}
      </p>
      <ol>
        {causes.map(({ id, likelihood, step, observed }) => {
          const [part = "", name = ""] = step?.split("/") ?? [];
          const found = findStep(part, name);
          return (
            <li key={`${id} ${step}`} className="border-t border-line2 px-4 py-2.5 text-[13px] md:px-5">
              <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
                <span className="min-w-0 flex-1 basis-60">{t(`causes.of.${id}`)}</span>
                <StatusChip tone={TONE[likelihood] ?? "quiet"} word={t(`causes.likelihood.${likelihood}`)} />
              </div>
              <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink3">
                {found && step ? (
                  <Link
                    href={routes.step(organisation.id, found.part, found.id)}
                    className="text-ink2 underline underline-offset-2"
                  >
                    {t("causes.repair", { step: stepName(step, words) })}
                  </Link>
                ) : null}
                {observed ? <ObservedValue value={observed} words={words} /> : null}
              </div>
            </li>
          );
        })}
      </ol>
      <p className="border-t border-line2 px-4 py-3 text-xs text-ink3 md:px-5">
        {t("causes.then", { step: stepName("aep/submit", words) })}
      </p>
    </Card>
  );
}
