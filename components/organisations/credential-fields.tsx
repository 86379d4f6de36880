import { BUTTON } from "@/components/ui/button-look";
import { formatDay } from "@/components/ui/time";
import type { OrganisationView } from "@/lib/cmk/views";
import { type FieldsProps, TextField } from "./text-field";

type Props = FieldsProps & {
  stored: OrganisationView["adobeCredential"];
  replacing: boolean;
  onReplace: () => void;
};

/** The Adobe credential: it goes in, and its secret never comes out again. */
export function CredentialFields({ stored, replacing, onReplace, ...props }: Props) {
  const { t, locale } = props.words;
  return (
    <fieldset className="border-t border-line p-5">
      <legend className="float-left mb-4 w-full font-medium">{t("organisationForm.credential")}</legend>
      <div className="clear-both">
        {replacing ? (
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField {...props} name="clientId" mono />
            <TextField {...props} name="clientSecret" mono secret hint />
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]">
            <span className="min-w-0 flex-1 basis-48">
              <span className="block font-mono text-xs break-words">{stored?.clientId}</span>
              <span className="mt-0.5 block text-xs text-ink3">
                {stored
                  ? t("organisationForm.secretStored", { date: formatDay(locale, stored.savedAt) })
                  : null}
              </span>
            </span>
            <button type="button" className={BUTTON.plain} onClick={onReplace}>
              {t("organisationForm.replaceSecret")}
            </button>
          </div>
        )}
        {replacing || stored ? (
          <div className="mt-4 max-w-72">
            <TextField {...props} name="adobeSecretEndsOn" date hint />
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}
