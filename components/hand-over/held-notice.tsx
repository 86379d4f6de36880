import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";

/** Whose move it is and what comes next, said to the one who was asked. */
export function HeldNotice({ view, words: { t } }: { view: HeldHandOverView; words: Words }) {
  const { outcome } = view.step;
  const name = view.askedBy;
  switch (outcome.kind) {
    case "done":
      return (
        <Notice tone="ok" title={t("heldStep.doneTitle")}>
          <p>{t("heldStep.doneText", { name })}</p>
        </Notice>
      );
    case "waiting":
      return (
        <Notice tone="wait" title={t(`waiting.${outcome.reason}.title`)}>
          {outcome.until ? <p>{`${outcome.until.slice(11, 19)} UTC`}</p> : null}
        </Notice>
      );
    case "blocked":
      return (
        <Notice tone="quiet" title={t("heldStep.blockedTitle")}>
          <p>{t("heldStep.blockedText", { name })}</p>
        </Notice>
      );
    case "failed": {
      const { kind, vendor, message } = outcome.failure;
      return (
        <Notice tone="bad" title={t(`failures.${kind}.title`, { vendor: t(`vendors.${vendor}`) })}>
          <p>{t("heldStep.failedText", { name })}</p>
          <p className="font-mono text-xs">{message}</p>
        </Notice>
      );
    }
    case "needs":
      return (
        <Notice tone="accent" title={t("heldStep.openTitle")}>
          <p>{t(`needs.${outcome.what}`)}</p>
        </Notice>
      );
    case "ready":
      return (
        <Notice tone="accent" title={t("heldStep.openTitle")}>
          <p>{t("heldStep.openText")}</p>
        </Notice>
      );
  }
}
