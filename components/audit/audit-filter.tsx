import Link from "next/link";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { shorten } from "@/components/ui/shorten";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import { ACTION_GROUP_IDS, actionsOf } from "@/lib/cmk/audit/action-groups";
import { PART_IDS, STEP_IDS } from "@/lib/cmk/parts";
import { actionWord } from "./action-word";

type Props = {
  path: string;
  filter: Record<string, string>;
  actors: { id: string; name: string }[];
  /** Whether the system's own chain can be asked for; only over all organisations. */
  system: boolean;
  wide: boolean;
  words: Words;
};

/** Filters that a link of an entry set; they are shown by what they hold, and can be taken away one by one. */
const BY_LINK = ["subject", "correlation"] as const;

/** The filter of the log: a plain form, its state in the address. */
export function AuditFilter({ path, filter, actors, system, wide, words }: Props) {
  const { t } = words;
  const some = Object.keys(filter).length > 0;
  const { actor } = filter;
  const knownActor = !actor || ["people", "system"].includes(actor) || actors.some(({ id }) => id === actor);
  const without = (name: string) =>
    withQuery(path, Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name)));
  const linked = BY_LINK.flatMap((name) => (filter[name] ? [[name, filter[name]] as const] : []));
  return (
    // The key: an address that changes by a link gives the fields their new values.
    <form
      key={JSON.stringify(filter)}
      action={path}
      method="get"
      className="p-4 text-xs text-ink2 print:hidden"
    >
      <div className="grid grid-cols-2 items-end gap-3 md:grid-cols-4 xl:grid-cols-[minmax(0,1.4fr)_repeat(3,minmax(0,1fr))_9rem_9rem]">
        <label className="max-md:col-span-2">
          {t("audit.searchLabel")}
          <input
            type="search"
            name="search"
            defaultValue={filter.search}
            maxLength={200}
            placeholder={t("audit.searchHint")}
            className={`${INPUT} mt-1`}
          />
        </label>
        <label>
          {t("audit.group")}
          <select name="group" defaultValue={filter.group ?? ""} className={`${INPUT} mt-1`}>
            <option value="">{t("audit.anyAction")}</option>
            {ACTION_GROUP_IDS.filter((group) => actionsOf(group).length > 0).map((group) => (
              <option key={group} value={group}>
                {t(`audit.groups.${group}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("audit.actor")}
          <select name="actor" defaultValue={actor ?? ""} className={`${INPUT} mt-1`}>
            <option value="">{t("audit.anyone")}</option>
            <option value="people">{t("audit.people")}</option>
            <option value="system">{t("audit.system")}</option>
            {knownActor ? null : <option value={actor}>{shorten(actor ?? "", 8, 6)}</option>}
            {actors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("audit.place")}
          <select name="place" defaultValue={filter.place ?? ""} className={`${INPUT} mt-1`}>
            <option value="">{t("audit.anyPlace")}</option>
            {PART_IDS.map((part) => (
              <optgroup key={part} label={t(`parts.${part}.name`)}>
                <option value={part}>{t("audit.wholePart", { part: t(`parts.${part}.short`) })}</option>
                {STEP_IDS[part].map((step) => (
                  <option key={step} value={`${part}/${step}`}>
                    {t(`steps.${part}.${step}.name`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          {t("audit.from")}
          <input type="date" name="from" defaultValue={filter.from} className={`${INPUT} mt-1`} />
        </label>
        <label>
          {t("audit.to")}
          <input type="date" name="to" defaultValue={filter.to} className={`${INPUT} mt-1`} />
        </label>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <label className="min-w-40">
          <span className="sr-only">{t("audit.action")}</span>
          <select name="action" defaultValue={filter.action ?? ""} className={INPUT}>
            <option value="">{t("audit.oneAction")}</option>
            {ACTION_GROUP_IDS.map((group) => (
              <optgroup key={group} label={t(`audit.groups.${group}`)}>
                {actionsOf(group).map((action) => (
                  <option key={action} value={action}>
                    {actionWord(action, words)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {wide && system ? (
          <label className="flex items-center gap-2">
            <input type="checkbox" name="chain" value="system" defaultChecked={filter.chain === "system"} />
            {t("audit.systemOnly")}
          </label>
        ) : null}
        {linked.map(([name, value]) => (
          <span
            key={name}
            className="inline-flex items-center gap-2 rounded-full bg-accentsoft px-3 py-1 text-accent"
          >
            <input type="hidden" name={name} value={value} />
            {t("common.label", { name: t(`audit.${name}`) })}{" "}
            <span className="font-mono">{shorten(value, 14, 8)}</span>
            <Link href={without(name)} aria-label={t("audit.takeAway", { name: t(`audit.${name}`) })}>
              ×
            </Link>
          </span>
        ))}
        <span className="flex-1" />
        <span className="text-ink3">{t("audit.daysIn", { zone: words.timeZone })}</span>
        {some ? (
          <Link href={path} className={BUTTON.quiet}>
            {t("audit.clear")}
          </Link>
        ) : null}
        <button type="submit" className={BUTTON.plain}>
          {t("audit.filter")}
        </button>
      </div>
    </form>
  );
}
