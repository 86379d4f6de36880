import { INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import { SEVERITIES } from "@/lib/cmk/checks/check";

export type ChannelDraft = {
  name: string;
  minSeverity: string;
  locale: string;
  timeZone: string;
  quietFrom: string;
  quietTo: string;
  digestAt: string;
};

type Props = {
  id: string;
  draft: ChannelDraft;
  errors: Record<string, string>;
  words: Words;
  change: (part: Partial<ChannelDraft>) => void;
};

/** The settings that every kind of channel has: who it is, from how bad on, in which language, and when. */
export function ChannelFields({ id, draft, errors, words, change }: Props) {
  const { t } = words;
  const errorOf = (field: string) => (errors[field] ? t(`errors.field.${errors[field]}`) : undefined);
  const control = (field: keyof ChannelDraft, hint = false) => ({
    id: `${id}-${field}`,
    className: INPUT,
    value: draft[field],
    "aria-invalid": errors[field] !== undefined,
    "aria-describedby": describedBy(`${id}-${field}`, { hint, error: errors[field] !== undefined }),
    onChange: ({ target }: { target: { value: string } }) => change({ [field]: target.value }),
  });
  const time = (field: "quietFrom" | "quietTo" | "digestAt", hint?: string) => (
    <Field id={`${id}-${field}`} label={t(`channels.${field}`)} hint={hint} error={errorOf(field)}>
      <input type="time" {...control(field, hint !== undefined)} />
    </Field>
  );
  return (
    <>
      <Field id={`${id}-name`} label={t("channels.name")} error={errorOf("name")}>
        <input maxLength={80} {...control("name")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id={`${id}-minSeverity`} label={t("channels.minSeverity")} error={errorOf("minSeverity")}>
          <select {...control("minSeverity")}>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {t(`severities.${severity}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${id}-locale`} label={t("channels.language")} error={errorOf("locale")}>
          <select {...control("locale")}>
            <option value="en" lang="en">
              English
            </option>
            <option value="fr" lang="fr">
              Français
            </option>
          </select>
        </Field>
      </div>
      <Field
        id={`${id}-timeZone`}
        label={t("channels.timeZone")}
        hint={t("channels.timeZoneHint")}
        error={errorOf("timeZone")}
      >
        <input maxLength={64} spellCheck={false} {...control("timeZone", true)} />
      </Field>
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">{t("channels.quiet")}</legend>
        <p className="mb-2 text-xs text-ink3">{t("channels.quietHint")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {time("quietFrom")}
          {time("quietTo")}
        </div>
      </fieldset>
      {time("digestAt", t("channels.digestHint"))}
    </>
  );
}
