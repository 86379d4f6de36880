import { stepName } from "@/components/setup/outcome-look";
import { exactTime } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { subjectName } from "@/lib/cmk/audit/subject-name";
import type { AuditRow } from "@/lib/cmk/views";

/** A moment, as the log keeps it. */
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What the log calls by a word or a moment of its own, in the reader's words and zone; null where it is neither. */
export function plainSubject(subject: string, words: Words): string | null {
  const key = `audit.subjects.${subject}`;
  if (words.has(key)) return words.t(key);
  return MOMENT.test(subject) ? exactTime(words, subject) : null;
}

/** What an entry is about, as its readers call it; null where the trail's own word is the best there is. */
export function subjectWord(
  { action, subject, before, after }: Pick<AuditRow, "action" | "subject" | "before" | "after">,
  words: Words,
): string | null {
  const { t, has } = words;
  if (action === "table.exported" && has(`exports.tables.${subject}`)) return t(`exports.tables.${subject}`);
  const [part = "", step] = subject.split("/");
  if (has(`parts.${part}.short`) && (!step || has(`steps.${subject.replace("/", ".")}.name`)))
    return [t(`parts.${part}.short`), step ? stepName(subject, words) : ""].filter(Boolean).join(", ");
  if (has(`checks.${subject}.title`)) return `${subject}, ${t(`checks.${subject}.title`)}`;
  const name = subjectName(subject, before, after);
  return plainSubject(name ?? subject, words) ?? name;
}
