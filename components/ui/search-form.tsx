import { BUTTON, INPUT } from "./button-look";
import { Icon } from "./icon";
import type { Words } from "./words";

type Props = {
  action: string;
  name?: string;
  value: string;
  placeholder: string;
  keep?: Record<string, string>;
  words: Words;
};

/** A search whose state is the address: a plain form, no script. */
export function SearchForm({ action, name = "search", value, placeholder, keep = {}, words: { t } }: Props) {
  return (
    <form action={action} method="get" className="flex w-full gap-2 sm:w-auto">
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <label className="relative min-w-0 flex-1 sm:w-80 sm:flex-none">
        <span className="sr-only">{placeholder}</span>
        <Icon name="search" className="absolute top-2.5 left-3 size-3.5 text-ink3" />
        <input
          type="search"
          name={name}
          defaultValue={value}
          placeholder={placeholder}
          maxLength={200}
          className={`${INPUT} pl-8.5`}
        />
      </label>
      <button type="submit" className={BUTTON.plain}>
        {t("common.search")}
      </button>
    </form>
  );
}
