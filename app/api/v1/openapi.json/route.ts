import { z } from "zod";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";
import { openapiDocument } from "@/lib/server/openapi/openapi-document";
import { defineRoute } from "@/lib/server/route/define-route";
import type { Route } from "@/lib/server/route/definition";
import { cookieName } from "@/lib/server/session/cookies";
import { ROUTE_MODULES } from "../registry";

export const GET: Route = defineRoute(
  {
    method: "GET",
    path: "/api/v1/openapi.json",
    summary: "This document",
    access: { kind: "public" },
    response: z.looseObject({ openapi: z.string() }),
  },
  async () => openapiDocument([...definitionsOf(ROUTE_MODULES), GET.definition], cookieName("session")),
);
