/** The columns of the log, of its head and of each line. */
export const COLUMNS =
  "grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem] items-start gap-x-4 md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(0,4fr)_7rem]";
