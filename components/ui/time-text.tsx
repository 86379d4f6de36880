/** A time in words, for components that only draw what they are handed. */
export type TimeTexts = { at: string; exact: string; ago: string };

/** A time that is in words already. */
export function TextTime({ time: { at, exact, ago } }: { time: TimeTexts }) {
  return (
    <time dateTime={at} title={exact}>
      {ago}
    </time>
  );
}
