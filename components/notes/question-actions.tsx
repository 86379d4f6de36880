"use client";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import type { Messages } from "@/components/ui/words";
import { actionsOf, type QuestionAction } from "@/lib/cmk/notes/note-rules";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import { api } from "@/lib/routes";

const QuestionForm = lazy(() =>
  import("./question-form").then((module) => ({ default: module.QuestionForm })),
);

type Props = {
  organisationId: string;
  /** Left out: there is none, and one can be asked. */
  question?: QuestionView;
  labels: Record<QuestionAction | "ask" | "failed", string>;
  locale: string;
  messages: Messages;
};

/** What can be done with the question of an organisation. */
export function QuestionActions({ organisationId, question, labels, locale, messages }: Props) {
  const { refresh } = useRouter();
  const [form, setForm] = useState(false);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const act = async (action: QuestionAction) => {
    if (!question) return;
    setState("busy");
    const body = { action, revision: question.revision };
    await send("POST", api.question(organisationId, question.id), { body }).then(
      () => setState("idle"),
      (error: unknown) => setState(problemOf(error).code === "CONFLICT" ? "idle" : "failed"),
    );
    refresh();
  };
  if (form)
    return (
      <Suspense fallback={null}>
        <QuestionForm {...{ organisationId, question, locale, messages }} onDone={() => setForm(false)} />
      </Suspense>
    );
  if (!question)
    return (
      <button type="button" className={BUTTON.plain} onClick={() => setForm(true)}>
        {labels.ask}
      </button>
    );
  return (
    <div className="flex flex-wrap gap-2">
      {actionsOf(question.status).map((action) => (
        <button
          key={action}
          type="button"
          disabled={state === "busy"}
          className={
            action === "take" || (action === "done" && question.status === "taken")
              ? BUTTON.main
              : BUTTON.plain
          }
          onClick={() => (action === "assign" ? setForm(true) : void act(action))}
        >
          {labels[action]}
        </button>
      ))}
      <span role="status" className="text-xs text-bad">
        {state === "failed" ? labels.failed : ""}
      </span>
    </div>
  );
}
