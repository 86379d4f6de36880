type Props = {
  id: string;
  legend: string;
  hint?: string;
  options: { value: string; label: string }[];
  chosen: string[];
  error: string | undefined;
  change: (chosen: string[]) => void;
};

/** Any number of a few. */
export function CheckList({ id, legend, hint, options, chosen, error, change }: Props) {
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-[13px] font-medium">{legend}</legend>
      {hint ? <p className="mb-2 text-xs text-ink3">{hint}</p> : null}
      <div className="grid max-h-64 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <label key={value} className="flex items-start gap-2 text-[13px]">
            <input
              type="checkbox"
              className="mt-0.5 accent-accent"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                change(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {label}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-xs text-bad" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
