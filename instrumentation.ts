import type { Instrumentation } from "next";

/** Once, before the first request: settings that are wrong end the process, with every problem on its own line. */
export async function register(): Promise<void> {
  const { prepareServer } = await import("@/lib/server/prepare-server");
  prepareServer();
}

/** Errors that a page threw: the person sees a digest, the log says what it stands for. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logger } = await import("@/lib/logger");
  const digest = (error as { digest?: unknown }).digest;
  const correlationId = request.headers["x-correlation-id"];
  logger().error({ err: error, digest, correlationId, route: context.routePath }, "a request failed");
};
