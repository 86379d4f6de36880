import { Identifier } from "@/components/ui/identifier";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { KeyLife } from "@/lib/cmk/key-life/key-life";
import type { VersionState } from "@/lib/cmk/key-life/versions";

const TONE: Record<VersionState, Tone> = {
  current: "ok",
  needed: "accent",
  safe: "quiet",
  disabled: "quiet",
  "disabled-early": "bad",
};

/** Every version, what may be done about it, and from when. */
export function VersionsTable({ life, words }: { life: KeyLife; words: Words }) {
  const { t, locale } = words;
  const day = (at: string | null) => (at ? formatDay(locale, at) : t("common.none"));
  // Without a log that is read, no use is no proof of anything.
  const used = (at: string | null) => (at || life.usesReadUntil ? day(at) : t("keyLife.usesUnknown"));
  return (
    <table className="w-full text-[13px]">
      <caption className="px-4 pb-2 text-left text-xs text-ink2 md:px-5">{t("keyLife.versionsText")}</caption>
      <thead>
        <tr className="text-left text-xs text-ink3">
          <th scope="col" className="py-2 pr-3 pl-4 font-medium md:pl-5">
            {t("keyLife.version")}
          </th>
          <th scope="col" className="py-2 pr-3 font-medium max-md:hidden">
            {t("keyLife.made")}
          </th>
          <th scope="col" className="py-2 pr-3 font-medium max-md:hidden">
            {t("properties.expires")}
          </th>
          <th scope="col" className="py-2 pr-3 font-medium max-md:hidden">
            {t("keyLife.lastUnwrap")}
          </th>
          <th scope="col" className="py-2 pr-4 font-medium md:pr-5">
            {t("keyLife.mayDisable")}
          </th>
        </tr>
      </thead>
      <tbody>
        {life.versions.map((version) => (
          <tr key={version.version} className="border-t border-line2 align-top">
            <th scope="row" className="py-2.5 pr-3 pl-4 text-left font-normal md:pl-5">
              <Identifier value={version.version} short={version.version.slice(0, 8)} words={words} />
              <span className="block text-xs text-ink3 md:hidden">{day(version.created)}</span>
            </th>
            <td className="py-2.5 pr-3 max-md:hidden">{day(version.created)}</td>
            <td className="py-2.5 pr-3 max-md:hidden">{day(version.expires)}</td>
            <td className="py-2.5 pr-3 max-md:hidden">
              {used(version.lastUnwrapAt)}
              {version.lastWrapAt ? (
                <span className="block text-xs text-ink3">
                  {t("common.label", { name: t("keyLife.lastWrap") })} {day(version.lastWrapAt)}
                </span>
              ) : null}
            </td>
            <td className="py-2.5 pr-4 md:pr-5">
              <StatusChip tone={TONE[version.state]} word={t(`keyLife.states.${version.state}.word`)} />
              <span className="mt-1 block text-xs text-ink2">
                {t(`keyLife.states.${version.state}.${version.safeFrom ? "text" : "noDate"}`, {
                  date: version.safeFrom ? formatDay(locale, version.safeFrom) : "",
                })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
