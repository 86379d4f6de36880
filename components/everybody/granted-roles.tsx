import { StatusChip } from "@/components/ui/status-chip";
import type { Words } from "@/components/ui/words";
import type { PersonRow } from "@/lib/cmk/people/people-views";

/** What Entra grants, and whether that is enough for what Clavis binds everywhere. */
export function GrantedRoles({ person, words: { t } }: { person: PersonRow; words: Words }) {
  const { granted, everywhere } = person;
  const missing = everywhere !== null && !granted.includes(everywhere);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {granted.map((role) => t(`roles.${role}`)).join(", ") || t("roles.none")}
      {missing ? <StatusChip tone="wait" word={t("people.missing")} /> : null}
    </span>
  );
}
