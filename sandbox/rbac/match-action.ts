const compiled = new Map<string, RegExp>();

function toPattern(glob: string): RegExp {
  const known = compiled.get(glob);
  if (known) return known;
  const body = glob
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const pattern = new RegExp(`^${body}$`, "i");
  compiled.set(glob, pattern);
  return pattern;
}

/** Whether an operation such as Microsoft.KeyVault/vaults/read is covered by a list with wildcards. */
export function matchesAny(globs: readonly string[], action: string): boolean {
  return globs.some((glob) => toPattern(glob).test(action));
}
