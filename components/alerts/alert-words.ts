import type { Words } from "@/components/ui/words";
import type { AlertRow } from "@/lib/cmk/alerts/alert-views";
import { problemOfAlert, problemWording } from "@/lib/cmk/audit/chain-problems";

/** What an alert is about: a check that does not hold, or Adobe's own words. */
export function alertTitle(
  { kind, source, params }: Pick<AlertRow, "kind" | "source" | "params">,
  words: Words,
) {
  const { t, has } = words;
  if (source === "finding" && has(`checkReasons.${params.reason}`))
    return t(`checkReasons.${params.reason}`, params);
  if (source === "adobe" && has(`adobeAlerts.kinds.${kind}.title`))
    return t(`adobeAlerts.kinds.${kind}.title`);
  const broken = source === "audit" ? problemOfAlert(params) : null;
  if (broken) {
    const { key, params: filled } = problemWording(broken);
    return t("alerts.chain.title", { problem: t(key, filled) });
  }
  return has(`checks.${kind}.title`) ? t(`checks.${kind}.title`) : kind;
}
