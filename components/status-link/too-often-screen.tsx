import { OutsideFrame } from "@/components/layout/outside-frame";
import { loadWords } from "@/components/ui/load-words";

/** The link is opened more often than people read. */
export async function TooOftenScreen() {
  const { t, locale } = await loadWords();
  return (
    <OutsideFrame title={t("statusLink.tooOftenTitle")} locale={locale}>
      <p className="mt-2 text-ink2">{t("statusLink.tooOftenText")}</p>
    </OutsideFrame>
  );
}
