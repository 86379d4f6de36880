import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { formatDay } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

const SOON_DAYS = 30;
const NEAR_DAYS = 7;
const DAY_MS = 86_400_000;

type Props = { organisation: OrganisationView; words: Words; now: string };

/** Beside the clocks of the keys: without its secret Clavis can ask Adobe nothing, and ADB checks are unknown. */
export function SecretEnd({ organisation, words: { t, locale }, now }: Props) {
  const endsOn = organisation.adobeCredential?.endsOn;
  if (!endsOn) return null;
  const days = Math.ceil((Date.parse(endsOn) - Date.parse(now)) / DAY_MS);
  const tone: Tone = days <= NEAR_DAYS ? "bad" : days <= SOON_DAYS ? "wait" : "quiet";
  const date = formatDay(locale, endsOn);
  return (
    <div className="mb-5">
      <Notice tone={tone} title={t(days < 0 ? "overview.secretEnded" : "overview.secretEnds", { date })}>
        {days <= SOON_DAYS ? (
          <p>
            {t("overview.secretFix")}{" "}
            <Link
              href={routes.settings(organisation.id)}
              className="underline underline-offset-2 print:hidden"
            >
              {t("overview.secretSettings")}
            </Link>
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
