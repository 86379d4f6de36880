import type { ReactNode } from "react";

type Column = {
  name: string;
  /** Width and side, as classes. */
  look?: string;
  /** In place of the bare name: a link that sorts. */
  shown?: ReactNode;
  sort?: "ascending" | "descending";
};

type Props = {
  /** A bare name, or a column that wants more. */
  columns: (string | Column)[];
  /** Where rows become blocks that name their own values: below it the head is for screen readers alone. */
  hiddenBelow: "md" | "lg";
};

const HIDDEN = { md: "max-md:sr-only", lg: "max-lg:sr-only" };

/** The head of a table that fills its card from edge to edge. */
export function TableHead({ columns, hiddenBelow }: Props) {
  return (
    <thead>
      <tr className={`border-t border-line2 text-left text-xs text-ink3 ${HIDDEN[hiddenBelow]}`}>
        {columns
          .map((column): Column => (typeof column === "string" ? { name: column } : column))
          .map(({ name, look = "", shown, sort }) => (
            <th
              key={name}
              scope="col"
              aria-sort={sort}
              className={`py-2 pr-4 font-medium first:pl-5 last:pr-5 ${look}`}
            >
              {shown ?? name}
            </th>
          ))}
      </tr>
    </thead>
  );
}
