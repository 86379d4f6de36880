import { json } from "../core/reply";
import type { SandboxReply } from "../core/types";

/** A refusal in Azure Resource Manager's envelope. */
export class ArmError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  toReply(): SandboxReply {
    return json(this.status, { error: { code: this.code, message: this.message } }, this.headers);
  }
}

/** 400 with Key Vault's general code. */
export function badRequest(message: string): ArmError {
  return new ArmError(400, "BadRequest", message);
}

/** 404 for a resource of a group. */
export function resourceNotFound(type: string, name: string, group: string): ArmError {
  return new ArmError(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to ` +
      "https://aka.ms/ARMResourceNotFoundFix",
  );
}
