import "server-only";

/**
 * Begins a statement that is planned for what it is asked, each time. A kept one gets a plan for anything after its fifth
 * use: over ranges whose ends are only known then, that reads the whole table (seconds instead of milliseconds).
 */
export const PLANNED_ANEW = "/* planned anew */";
