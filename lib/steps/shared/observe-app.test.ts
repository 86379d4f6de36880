import { expect, test } from "vitest";
import type { DirectoryClient } from "@/lib/azure/ports";
import { VendorError } from "@/lib/vendor-error";
import { fakeClouds, fakeWorld } from "@/test/fake-clouds";
import { sampleInput, samplePrincipal } from "@/test/sample-input";
import type { StepContext } from "../step";
import { observePrincipal } from "./observe-app";

const HERE = sampleInput().organisation.azureTenantId;
const HOME = "44444444-dddd-4ddd-8ddd-000000000004";
const CLOSED = "55555555-dddd-4ddd-8ddd-000000000005";
const REFUSED = new VendorError({
  kind: "unauthenticated",
  vendor: "entra",
  status: 400,
  code: "interaction_required",
  message: "Sign in.",
  requestId: null,
  retryable: false,
  retryAfterSeconds: null,
});

function contextOf(changes: Partial<StepContext> = {}): { context: StepContext; asked: string[] } {
  const asked: string[] = [];
  const clouds = fakeClouds(fakeWorld());
  const azure = async () => ({ ...(await clouds.azure()), listTenants: async () => [HERE, HOME, CLOSED] });
  const directoryIn = (tenantId: string) =>
    ({
      getServicePrincipal: async () => {
        asked.push(tenantId);
        if (tenantId === CLOSED) throw REFUSED;
        return samplePrincipal({ tenantId });
      },
    }) as unknown as DirectoryClient;
  const person = { objectId: "person", name: "Ada" };
  const now = () => new Date();
  const input = sampleInput();
  return { asked, context: { ...clouds, azure, directoryIn, person, now, input, ...changes } };
}

test("consent that landed in another tenant of the person is found; one that does not let us look says nothing", async () => {
  const { context, asked } = contextOf();
  const [fact] = await observePrincipal(context);
  expect(fact).toMatchObject({ subject: "principal", value: { exists: false, elsewhere: [HOME] } });
  expect(asked.sort()).toEqual([HOME, CLOSED]);
});

test("Clavis itself looks in the vault's tenant alone", async () => {
  const { context, asked } = contextOf({ person: null });
  const [fact] = await observePrincipal(context);
  expect(fact).toMatchObject({ value: { exists: false, softDeleted: null } });
  expect(asked).toEqual([]);
});
