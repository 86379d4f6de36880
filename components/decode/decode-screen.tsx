import { PageFrame } from "@/components/layout/page-frame";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { DecodeForm } from "./decode-form";

type Props = { organisations: { id: string; name: string }[]; chosen: string };

/** The error decoder: a text in, its meaning out. */
export async function DecodeScreen({ organisations, chosen }: Props) {
  const { t, locale } = await loadWords();
  return (
    <PageFrame
      crumbs={[{ label: t("nav.allOrganisations") }, { label: t("nav.decode") }]}
      title={t("decodePage.title")}
      lead={t("decodePage.lead")}
    >
      <DecodeForm
        organisations={organisations}
        chosen={chosen}
        locale={locale}
        messages={await pickMessages(["common", "decodePage", "decoded", "errors", "failures", "vendors"])}
      />
    </PageFrame>
  );
}
