import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import { routes } from "@/lib/routes";

type Props = { organisationId: string; question: QuestionView; words: Words };

/** The question that an organisation has now, and who is on it, with the way to it. */
export function QuestionLine({ organisationId, question, words: { t } }: Props) {
  const name = question.assignedToName ?? t(`notes.question.teams.${question.team ?? "admin"}`);
  return (
    <Notice tone={question.status === "open" ? "wait" : "accent"} title={question.text}>
      {t(`notes.question.statuses.${question.status}`)}. {t("notes.question.with", { name })}{" "}
      <Link href={routes.timeline(organisationId)} prefetch={false} className="underline underline-offset-2">
        {t("notes.title")}
      </Link>
    </Notice>
  );
}
