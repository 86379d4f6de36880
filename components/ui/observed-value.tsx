import { Identifier } from "./identifier";
import { shorten } from "./shorten";
import { exactTime } from "./time";
import type { Words } from "./words";

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function shortForm(value: string): string | null {
  if (GUID.test(value)) return shorten(value, 8, 4);
  if (value.startsWith("/subscriptions/")) return `…/${value.split("/").at(-1)}`;
  if (value.startsWith("https://")) return value.length > 44 ? shorten(value, 24, 16) : value;
  return null;
}

/** A value as an engineer would write it; identifiers short, and copied whole; moments in the reader's own zone. */
export function ObservedValue({ value, words }: { value: string; words: Words }) {
  if (MOMENT.test(value))
    return (
      <time dateTime={value} title={value} className="tnum text-xs">
        {exactTime(words, value)}
      </time>
    );
  const short = shortForm(value);
  if (short) return <Identifier value={value} short={short} words={words} />;
  return <span className="font-mono text-xs break-words">{value}</span>;
}
