import { NotFoundPage } from "@/components/layout/not-found-page";
import { loadWords } from "@/components/ui/load-words";

export default async function NotFound() {
  const { t } = await loadWords();
  return <NotFoundPage title={t("notFound.title")} text={t("notFound.text")} home={t("notFound.home")} />;
}
