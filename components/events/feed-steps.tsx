import { Card, CardHead } from "@/components/ui/card";
import type { Words } from "@/components/ui/words";

const STEPS = ["project", "api", "event", "subscribe", "webhook", "ids", "sample"] as const;

/** What an admin does in Adobe's Developer Console, with the words that are on its pages. */
export function FeedSteps({ words: { t } }: { words: Words }) {
  return (
    <Card>
      <CardHead title={t("eventFeed.stepsTitle")} />
      <ol className="list-decimal space-y-2 px-5 pb-4 pl-10 text-[13px] text-ink2">
        {STEPS.map((step) => (
          <li key={step}>{t(`eventFeed.steps.${step}`)}</li>
        ))}
      </ol>
      <p className="border-t border-line2 px-5 py-3 text-[13px]">
        <a
          href="https://developer.adobe.com/console"
          target="_blank"
          rel="noreferrer"
          className="text-accent hover:underline"
        >
          {t("eventFeed.openConsole")}
        </a>
      </p>
    </Card>
  );
}
