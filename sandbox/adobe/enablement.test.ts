import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADOBE_ORGS } from "../seed/adobe";
import { type Sandbox, startSandbox } from "../start";
import { adobeCalls, config, NORTHWIND } from "../testing/adobe-calls";
import { proxiedFetch } from "../testing/proxied-fetch";

let sandbox: Sandbox;
let calls: ReturnType<typeof adobeCalls>;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  calls = adobeCalls(proxiedFetch(sandbox));
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

describe("enablement", () => {
  const status = async (name: string) =>
    (
      await calls.call(
        NORTHWIND.host,
        `/customer/config/${name}?configType=BYOK_CONFIG`,
        await calls.headersFor(NORTHWIND),
      )
    ).body.status;

  async function forward(ms: number): Promise<void> {
    await fetch(`${sandbox.doorUrl}/control/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ forwardMs: ms }),
    });
  }

  test("a key that works goes through all stages", async () => {
    const sent = await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(sent).toMatchObject({
      status: 201,
      body: {
        status: "CREATED",
        config: {
          status: "NEW",
          configData: { keyVaultUri: "https://kv-northwind-aep.vault.azure.net", keyName: "Main" },
        },
      },
    });
    expect(await status("Main")).toBe("RUNNING");
    expect(await status("main")).toBe(404);
    await forward(5001);
    expect(await status("Main")).toBe("UPDATE_EXISTING_RESOURCES");
    await forward(5001);
    expect(await status("Main")).toBe("COMPLETED");
    const second = await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      config(NORTHWIND.org, "Other", "kv-northwind-aep"),
    );
    expect(second.status).toBe(409);
  });

  test("a key that Adobe cannot use fails, and can be sent again when it is mended", async () => {
    const { state } = sandbox.world;
    const key = state.keys.find((one) => one.vaultName === "kv-northwind-aep")?.versions[0];
    if (!key) throw new Error("no key");
    key.enabled = false;
    await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    await forward(20_000);
    expect(await status("Main")).toBe("FAILED");
    expect(state.cmkConfigs.find((one) => one.name === "Main")?.failure).toBeTruthy();
    key.enabled = true;
    const again = await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(again.status).toBe(201);
    await forward(20_000);
    expect(await status("Main")).toBe("COMPLETED");
  });

  test("a vault without purge protection fails", async () => {
    const { state } = sandbox.world;
    const vault = state.vaults.find((one) => one.name === "kv-northwind-aep");
    if (!vault) throw new Error("no vault");
    vault.enablePurgeProtection = null;
    await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      config(NORTHWIND.org, "NoPurge", "kv-northwind-aep"),
    );
    await forward(5001);
    expect(state.cmkConfigs.find((one) => one.name === "NoPurge")).toMatchObject({
      status: "FAILED",
      failure: expect.stringContaining("purge protection"),
    });
  });

  test.each([
    [{ type: "OTHER" }, "type"],
    [{ imsOrgId: ADOBE_ORGS.fabrikam }, "imsOrgId"],
    [{ name: "" }, "name"],
    [
      {
        configData: { providerType: "AZURE_KEYVAULT", keyVaultKeyIdentifier: "https://evil.example/keys/a" },
      },
      "vault.azure.net",
    ],
  ])("%o is refused", async (change, word) => {
    const body = { ...config(NORTHWIND.org, "Main", "kv-northwind-aep"), ...change };
    const reply = await calls.call(
      NORTHWIND.host,
      "/customer/config",
      await calls.headersFor(NORTHWIND),
      body,
    );
    expect(reply).toMatchObject({
      status: 400,
      body: { title: "BadRequestError", detail: expect.stringContaining(word) },
    });
  });

  test("a body that is not JSON by its content type is refused", async () => {
    const headers = { ...(await calls.headersFor(NORTHWIND)), "content-type": "text/plain" };
    const reply = await calls.call(
      NORTHWIND.host,
      "/customer/config",
      headers,
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(reply).toMatchObject({ status: 400, body: { detail: "A valid content-type must be specified" } });
  });
});
