"use client";
import { ExternalLink } from "lucide-react";
import { useEffect, useState } from "react";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { Identifier } from "@/components/ui/identifier";
import type { BodyProps } from "./step-body";

/** The way without Clavis: Microsoft's own consent page, with the tenant fixed so that it cannot land elsewhere. */
export function ConsentCard({ actions, words, url }: BodyProps & { url: string }) {
  const { t } = words;
  const { organisation } = actions.view;
  const { check } = actions;
  const [left, setLeft] = useState(false);
  // Coming back is the moment to look: what Microsoft's page said proves nothing here.
  useEffect(() => {
    if (!left) return;
    const back = () => {
      if (document.visibilityState === "visible") void check();
    };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [left, check]);
  return (
    <Card className="p-4 md:p-5">
      <h3 className="font-medium">{t("step.consentTitle")}</h3>
      <p className="mt-1 max-w-[68ch] text-[13px] text-ink2">{t("step.consentText")}</p>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-xs text-ink3">
        {t("step.consentTenant")} <Identifier value={organisation.azureTenantId} words={words} />
      </p>
      {left ? (
        <p className="mt-2 max-w-[68ch] text-[13px] text-ink2" role="status">
          {t("recovery.consentBack")}
        </p>
      ) : null}
      <a
        className={`${BUTTON.plain} mt-3`}
        href={url}
        target="_blank"
        rel="noreferrer"
        onClick={() => setLeft(true)}
      >
        <ExternalLink aria-hidden className="size-4" strokeWidth={1.75} />
        {t("step.consentOpen")}
      </a>
    </Card>
  );
}
