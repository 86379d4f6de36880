/** A scope in the form in which Azure compares them: lower case, one leading slash, none at the end. */
export function normaliseScope(scope: string): string {
  const trimmed = scope.replace(/^\/+|\/+$/g, "").toLowerCase();
  return `/${trimmed}`;
}

/** Whether something at `scope` inherits from `ancestor` (or is the same). */
export function inheritsFrom(scope: string, ancestor: string): boolean {
  const below = normaliseScope(scope);
  const above = normaliseScope(ancestor);
  return above === "/" || below === above || below.startsWith(`${above}/`);
}
