import Link from "next/link";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { fieldTime } from "@/lib/cmk/compare/moment";

type Field = { name: string; label: string; value: string | null };
type Props = {
  action: string;
  fields: Field[];
  submit: string;
  /** Ready-made choices. */
  links: { label: string; href: string }[];
  latest: string;
};

/** One or two moments to look at: native date fields, their state in the address. Times are UTC, and say so. */
export function MomentForm({ action, fields, submit, links, latest }: Props) {
  return (
    <form action={action} method="get" className="flex flex-wrap items-end gap-3 text-xs text-ink2">
      {fields.map(({ name, label, value }) => (
        <label key={name} className="flex flex-col max-sm:w-full">
          {label}
          <input
            type="datetime-local"
            name={name}
            defaultValue={value ? fieldTime(value) : ""}
            max={fieldTime(latest)}
            className={`${INPUT} mt-1 sm:w-52`}
          />
        </label>
      ))}
      <button type="submit" className={BUTTON.plain}>
        {submit}
      </button>
      <span className="flex flex-wrap gap-1 pb-1">
        {links.map(({ label, href }) => (
          <Link key={label} href={href} prefetch={false} className={BUTTON.quiet}>
            {label}
          </Link>
        ))}
      </span>
    </form>
  );
}
