import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { advanceEnablements } from "./adobe/enablement";
import { imsService } from "./adobe/ims";
import { platformService } from "./adobe/platform";
import { useKeys } from "./adobe/use-keys";
import { armService } from "./arm/service";
import { carePart } from "./care/part";
import { chatPart } from "./chat/part";
import { chatService } from "./chat/service";
import { createControlPart } from "./control/part";
import { openAuthority } from "./core/certificates";
import type { CloudId } from "./core/clouds";
import { createDispatch } from "./core/dispatch";
import { createExchangeLog, type ExchangeLog } from "./core/exchange-log";
import { requireFreePort } from "./core/listen";
import { startProxy } from "./core/proxy";
import type { Settings } from "./core/settings-types";
import { keepState, readState } from "./core/store";
import type { Service, World } from "./core/types";
import { createWorld } from "./core/world";
import { type DoorPart, startDoor } from "./door/door";
import { createEntraService } from "./entra/service";
import { environment } from "./environment";
import { eventKeysService, eventsApiService, validationService } from "./events/api-service";
import { monitorKeys } from "./events/monitor";
import { flushOutbox } from "./events/outbox";
import { graphService } from "./graph/service";
import { managedHsmService } from "./hsm/service";
import { keyVaultService } from "./keyvault/service";
import { logAnalyticsService } from "./loganalytics/service";
import { mailPart } from "./mail/part";
import { startMailServer } from "./mail/server";
import { keptSeedKeys } from "./seed/keys";
import { moveToCloud } from "./seed/move-to-cloud";
import { eventKeysOf, seedState } from "./seed/seed-state";
import { createSiemPart } from "./siem/part";
import { startSiemServer } from "./siem/server";

export type SandboxOptions = {
  /** Port of the proxy; its pages are on the next one. 0 takes free ports. */
  port?: number;
  /** Where the certificate authority and the state are kept; by default a temporary folder that goes away with it. */
  dataDir?: string;
  /** Where the certificate authority is kept, when it is not the data folder. */
  authorityDir?: string;
  settings?: Partial<Settings>;
  /** Which of Azure's clouds it plays; the public one unless told. */
  cloud?: CloudId;
  /** Begin fresh and keep nothing but certificates. */
  memory?: boolean;
  /** Keep request and answer bodies in the log, for conformance checks. */
  record?: boolean;
};

export type Sandbox = {
  proxyUrl: string;
  doorUrl: string;
  smtpUrl: string;
  siemPort: number;
  caPath: string;
  /** What a client's environment needs, as main prints it. */
  env: Record<string, string>;
  world: World;
  log: ExchangeLog;
  stop(): Promise<void>;
};

const TICK_MS = 500;

/** Throwaway RSA keys are made once per checkout, so that tests start quickly. */
export const SHARED_KEYS = join("node_modules", ".cache", "clavis-sandbox", "seed-keys.json");

/** Starts the whole sandbox: proxy, pages, services, demo world. Throws StartRefused with one sentence. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, memory = false, settings = {}, record = process.env.SANDBOX_RECORD === "1" } = options;
  // Before the first start makes its keys, which takes a while.
  for (const wanted of port === 0 ? [] : [port, port + 1]) await requireFreePort(wanted);
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), "clavis-sandbox-"));
  const statePath = join(folder, "state.json");
  const kept = memory ? null : readState(statePath);
  const material = await keptSeedKeys(options.dataDir ? join(folder, "seed-keys.json") : SHARED_KEYS);
  const seed = moveToCloud(seedState(material, settings), options.cloud ?? "public");
  const keeper = keepState(statePath);
  const world = createWorld({ seed, kept, onSave: memory ? undefined : keeper.save });
  Object.assign(world.state.settings, settings);
  world.state.eventKeys ??= eventKeysOf(material);

  const log = createExchangeLog(record);
  let doorUrl = "";
  const entra = createEntraService(() => doorUrl);
  const services: Service[] = [
    entra,
    graphService,
    armService,
    keyVaultService,
    logAnalyticsService,
    managedHsmService,
    imsService,
    platformService,
    chatService,
    eventsApiService,
    eventKeysService,
    validationService,
  ];
  const authority = await openAuthority(options.authorityDir ?? folder);
  const answersFor = (host: string) => services.some((service) => service.matches(host));
  const dispatch = createDispatch(world, services, log);
  const proxy = await startProxy({ world, dispatch, authority, answersFor, port });

  const parts: DoorPart[] = [
    carePart,
    chatPart,
    mailPart,
    createSiemPart(() => siem.port),
    createControlPart(log),
    // Last, and without a prefix: MSAL takes the first segment of the sign-in address for the directory.
    { prefix: "", handle: (request) => entra.handle(request, world) },
  ];
  const door = await startDoor(world, parts, port === 0 ? 0 : port + 1).catch(async (error: unknown) => {
    await proxy.stop();
    throw error;
  });
  doorUrl = door.url;
  const mail = await startMailServer(world, authority);
  const siem = await startSiemServer(world, authority, port === 0 ? 0 : port + 2);
  world.save();
  keeper.flush();
  const ticker = setInterval(() => {
    const failed = (error: unknown) => console.error("[sandbox] a turn of the clock failed:", error);
    advanceEnablements(world).catch(failed);
    monitorKeys(world).catch(failed);
    flushOutbox(world).catch(failed);
    useKeys(world).catch(failed);
  }, TICK_MS);
  const proxyUrl = `http://127.0.0.1:${proxy.port}`;

  return {
    proxyUrl,
    doorUrl,
    smtpUrl: mail.url,
    siemPort: siem.port,
    caPath: authority.caPath,
    env: {
      ...environment(proxyUrl, doorUrl, authority.caPath, mail.url),
      ...(options.cloud ? { AZURE_CLOUD: options.cloud } : {}),
    },
    world,
    log,
    stop: async () => {
      clearInterval(ticker);
      await Promise.all([proxy.stop(), door.stop(), mail.stop(), siem.stop()]);
      keeper.flush();
      if (options.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
