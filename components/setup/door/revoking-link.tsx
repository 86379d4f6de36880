import Link from "next/link";
import type { Words } from "@/components/ui/words";
import { routes } from "@/lib/routes";

/** To the page that says what leaving the door means. */
export function RevokingLink({ organisationId, words: { t } }: { organisationId: string; words: Words }) {
  return (
    <p className="text-xs">
      <Link href={routes.revoking(organisationId)} className="underline underline-offset-2">
        {t("step.revoking")}
      </Link>
    </p>
  );
}
