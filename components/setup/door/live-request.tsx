import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { exactTime } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { SetupView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

type Props = { organisationId: string; approval: NonNullable<SetupView["approval"]>; words: Words };

/** On every step of the set-up: a submission that waits for a second admin, for time, or to be sent. */
export function LiveRequest({ organisationId, approval: { request, standing }, words }: Props) {
  const { t } = words;
  const pending = standing.state === "pending";
  const cooling = standing.state === "cooling-off";
  const name = request.requestedByName;
  const text = pending
    ? t(request.mine ? "approval.setupMine" : "approval.setupOther", {
        name,
        date: exactTime(words, request.requestedAt),
      })
    : cooling
      ? t("approval.setupCoolingText", { date: exactTime(words, standing.readyAt ?? request.requestedAt) })
      : t("approval.setupReadyText", {
          name,
          date: exactTime(words, standing.expiresAt ?? request.requestedAt),
        });
  const title = pending ? "approval.setupTitle" : cooling ? "approval.setupCooling" : "approval.setupReady";
  return (
    <div className="mb-5">
      <Notice tone={pending && !request.mine ? "accent" : "wait"} title={t(title)}>
        <p>
          {text}{" "}
          <Link href={routes.step(organisationId, "aep", "submit")} className="underline underline-offset-2">
            {t("approval.open")}
          </Link>
        </p>
      </Notice>
    </div>
  );
}
