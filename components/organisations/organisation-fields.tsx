import { INPUT } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import { ADOBE_REGIONS } from "@/lib/cmk/ids";
import { completeImsOrg } from "@/lib/cmk/ims-org";
import { type FieldsProps, TextField } from "./text-field";

const REGIONS = "adobe-regions";

/** Who the organisation is at Adobe, and where its keys live in Azure. */
export function OrganisationFields({ tenant, ...props }: FieldsProps & { tenant: string | null }) {
  const { values, change, words } = props;
  const completed = completeImsOrg(values.imsOrgId);
  const { t } = words;
  return (
    <>
      <fieldset className="p-5">
        <legend className="float-left mb-4 w-full font-medium">{t("organisationForm.general")}</legend>
        <div className="clear-both grid gap-4 sm:grid-cols-[2fr_3fr]">
          <TextField {...props} name="name" />
          <TextField
            {...props}
            name="imsOrgId"
            mono
            hint
            offer={
              completed
                ? { label: t("organisationForm.imsOrgComplete", { id: completed }), value: completed }
                : null
            }
          />
          <TextField {...props} name="region" mono hint list={REGIONS} />
          <datalist id={REGIONS}>
            {ADOBE_REGIONS.map((region) => (
              <option key={region} value={region}>
                {region}
              </option>
            ))}
          </datalist>
          <Field id="shield" label={t("organisationForm.shield")}>
            <select
              id="shield"
              className={INPUT}
              value={values.shield}
              onChange={(event) =>
                change({ shield: event.target.value === "healthcare" ? "healthcare" : "privacy_security" })
              }
            >
              <option value="healthcare">{t("shields.healthcare")}</option>
              <option value="privacy_security">{t("shields.privacy_security")}</option>
            </select>
          </Field>
          <label className="flex items-start gap-2.5 text-[13px] sm:col-span-2">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-accent"
              checked={values.cjaBought}
              onChange={(event) => change({ cjaBought: event.target.checked })}
            />
            <span>
              {t("organisationForm.cjaBought")}
              <span className="mt-0.5 block text-xs text-ink3">{t("organisationForm.cjaBoughtHint")}</span>
            </span>
          </label>
        </div>
      </fieldset>
      <fieldset className="border-t border-line p-5">
        <legend className="float-left mb-4 w-full font-medium">{t("organisationForm.azure")}</legend>
        <div className="clear-both grid gap-4 sm:grid-cols-2 lg:max-2xl:grid-cols-1">
          <TextField {...props} name="azureTenantId" mono hint />
          <TextField
            {...props}
            name="azureSubscriptionId"
            mono
            trouble={tenant ? { text: t("errors.field.subscription-tenant", { tenant }) } : null}
          />
        </div>
      </fieldset>
    </>
  );
}
