import { OutsideFrame } from "@/components/layout/outside-frame";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { EndReportsButton } from "./end-reports-button";

/** Where the link of a report leads: opening it changes nothing, as mail scanners open links too. */
export async function EndReportsScreen({ token }: { token: string }) {
  const [{ t, locale }, messages] = await Promise.all([loadWords(), pickMessages(["report", "errors"])]);
  return (
    <OutsideFrame title={t("report.endTitle")} locale={locale}>
      <p className="mt-2 text-ink2">{t("report.endText")}</p>
      <EndReportsButton token={token} locale={locale} messages={messages} />
    </OutsideFrame>
  );
}
