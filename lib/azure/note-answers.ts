import "server-only";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { noteAnswer } from "@/lib/vendor-answers";

/** Tells what Azure answered to reads, to whoever keeps evidence. */
export const noteAnswers: PipelinePolicy = {
  name: "noteAnswers",
  async sendRequest(request, next) {
    const response = await next(request);
    // A vault's own addresses begin with what it holds; everything else is the control plane.
    const isVault = /^\/(keys|deletedkeys)(\/|$)/.test(new URL(request.url).pathname);
    noteAnswer({
      vendor: isVault ? "key-vault" : "azure",
      method: request.method,
      address: request.url,
      status: response.status,
      body: response.bodyAsText ?? "",
    });
    return response;
  },
};
