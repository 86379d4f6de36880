import "server-only";
import type { RouteDefinition } from "../route/definition";

/** The declarations on the handlers of route modules, in their order. */
export function definitionsOf(modules: readonly object[]): RouteDefinition[] {
  return modules.flatMap((module) =>
    Object.values(module).flatMap((handler: unknown) =>
      typeof handler === "function" && "definition" in handler ? [handler.definition as RouteDefinition] : [],
    ),
  );
}
