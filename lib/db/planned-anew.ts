import "server-only";

/** Begins a statement that is planned for what it is asked, each time. */
export const PLANNED_ANEW = "/* planned anew */";

/** Only with what is asked can be seen whether a filter that may be left out leaves one row or all of them. */
const OPTIONAL_FILTER = /\$\d+::\w+(\[\])? is null or /i;
/** Prisma's pages of a list: only with how many are wanted can be seen that an index in their order has them at once. */
const PAGE = / ORDER BY .* LIMIT \$\d+ OFFSET \$\d+/;

/**
 * Whether a statement is not kept under a name. A kept one gets a plan for anything after its fifth use, which PostgreSQL
 * takes when it looks no dearer than those before: where it is wrong, seconds instead of milliseconds.
 */
export const isPlannedAnew = (sql: string): boolean =>
  [OPTIONAL_FILTER, PAGE].some((form) => form.test(sql)) || sql.startsWith(PLANNED_ANEW);
