import "server-only";
import { createHash } from "node:crypto";

/**
 * The name of a role assignment: a GUID that follows from scope, principal and role (version 5 form of RFC 9562),
 * so that a repeat meets what it made before, and a principal made anew gets an assignment of its own.
 */
export function assignmentName(scope: string, principalId: string, roleDefinitionId: string): string {
  const text = [scope.replace(/\/+$/, ""), principalId, roleDefinitionId].join("|").toLowerCase();
  const bytes = createHash("sha256").update(`clavis role assignment|${text}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
