/** POSIX shell quoting: everything inside single quotes is literal. */
export function shell(value: string): string {
  return /^[A-Za-z0-9._:/@,=-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell quoting: a single quote is doubled. */
export function powershell(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Bicep quoting: backslash, quote and the start of an interpolation are escaped. */
export function bicep(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("${", "\\${")}'`;
}

/** Terraform quoting: JSON's escapes, and both template starts doubled. */
export function terraform(value: string): string {
  return JSON.stringify(value)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{");
}

/** A name that Bicep and Terraform accept for a thing: letters, digits and underscores. */
export function symbol(...parts: string[]): string {
  const joined = parts
    .join("_")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return /^[a-z]/.test(joined) ? joined : `r_${joined}`;
}

/** The last segment of a resource id: its name. */
export function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}

/** The subscription that a resource id names. */
export function subscriptionOf(id: string): string {
  return id.split("/")[2] ?? "";
}

/** The body that makes a key through the control plane, as Azure's API wants it. */
export function keyBody(operation: {
  type: string;
  size: number;
  operations: string[];
  rotateAfter: string;
}): object {
  return {
    properties: {
      kty: operation.type,
      keySize: operation.size,
      keyOps: operation.operations,
      rotationPolicy: {
        lifetimeActions: [
          { trigger: { timeAfterCreate: operation.rotateAfter }, action: { type: "rotate" } },
        ],
      },
    },
  };
}

export const KEY_VAULT_API_VERSION = "2026-02-01";
