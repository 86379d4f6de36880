import "server-only";
import type { FactSubject, FactValue, Source, VendorFailure } from "@/lib/cmk/facts";
import type { PartInput } from "@/lib/cmk/input";
import { AppError } from "@/lib/errors";
import { VendorError } from "@/lib/vendor-error";
import type { FactInput, Observer, StepContext } from "../step";

const VENDORS: Partial<Record<Source, VendorFailure["vendor"]>> = {
  azure: "azure",
  "key-vault": "key-vault",
  graph: "graph",
};

/** A vendor's failure as a value; a credential that was never saved counts as one. Throws everything else again. */
export function failureOf(error: unknown, source: Source): VendorFailure {
  if (error instanceof VendorError) return error.failure;
  if (!(error instanceof AppError) || error.code !== "NOT_CONFIGURED") throw error;
  return {
    kind: "unauthenticated",
    vendor: VENDORS[source] ?? "adobe",
    status: null,
    code: "not_configured",
    message: error.message,
    requestId: null,
    retryable: false,
    retryAfterSeconds: null,
  };
}

/** Asks one question about one subject: the answer as a fact, or the vendor's failure as one. */
export async function look<S extends FactSubject>(
  context: StepContext,
  subject: S,
  source: Source,
  ask: () => Promise<FactValue<S>>,
): Promise<FactInput> {
  try {
    const value = await ask();
    return { subject, source, at: context.now().toISOString(), value } as FactInput;
  } catch (error) {
    const failure = failureOf(error, source);
    return { subject, source, at: context.now().toISOString(), failure } as FactInput;
  }
}

/** A fact that follows from another: nothing can be in a vault that does not exist. */
export function conclude<S extends FactSubject>(
  context: StepContext,
  subject: S,
  source: Source,
  value: FactValue<S>,
): FactInput {
  return { subject, source, at: context.now().toISOString(), value } as FactInput;
}

/** What hangs on something that could not be seen: it was not seen either, for the same reason. */
export function unseen(
  subject: FactSubject,
  { at, failure }: { at: string; failure: VendorFailure },
): FactInput {
  return { subject, source: "azure", at, failure } as FactInput;
}

/** The input as it is with these facts in place of older ones. */
export function withFacts(input: PartInput, facts: FactInput[]): PartInput {
  const merged: Record<string, unknown> = { ...input.facts };
  for (const { subject, ...observed } of facts) merged[subject] = observed;
  return { ...input, facts: merged as PartInput["facts"] };
}

/** Observers one after the other, each seeing what those before it found. */
export function inOrder(...observers: Observer[]): Observer {
  return async (context) => {
    const found: FactInput[] = [];
    for (const observe of observers)
      found.push(...(await observe({ ...context, input: withFacts(context.input, found) })));
    return found;
  };
}
