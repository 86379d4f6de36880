import "server-only";
import type { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";

/** Wordings of `errors.field` that the schemas name; anything else zod says is only "invalid". */
const KEY_PATTERN = /^[a-z][a-z0-9-]{1,40}$/;

function toField(issue: z.core.$ZodIssue): FieldError {
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  const reason = missing ? "required" : KEY_PATTERN.test(issue.message) ? issue.message : "invalid";
  return { field: issue.path.join("."), reason };
}

/** Checks a value against its schema. Throws INVALID_INPUT with one entry in `fields` for every wrong field. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID_INPUT", `The ${what} is not as it must be.`, {
    fields: parsed.error.issues.map(toField),
  });
}
