import "server-only";
import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";

const answers = new WeakMap<PipelineRequest, string>();

/**
 * Keeps the body of every error answer beside its request. The SDKs' own errors lose parts of it: the inner code
 * in one, the message in another, both when a page of a listing fails.
 */
export const keepErrorAnswers: PipelinePolicy = {
  name: "keepErrorAnswers",
  async sendRequest(request, next) {
    const response = await next(request);
    if (response.status >= 400 && response.bodyAsText) answers.set(response.request, response.bodyAsText);
    return response;
  },
};

/** The body of the error answer to this request, when there was one. */
export function answerTo(request: PipelineRequest | undefined): string | undefined {
  return request && answers.get(request);
}
