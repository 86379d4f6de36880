import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import type { SchemaFile } from "./files";

let loaded: Promise<void> | undefined;

/** Instantiated by hand: importing the package's entry would need node --experimental-wasm-modules. */
async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.replace(/\.js$/, ".wasm"));
  const imports: WebAssembly.ModuleImports = { ...(bindings as unknown as WebAssembly.ModuleImports) };
  // The engine's own time limit is a timer that it never clears: it must not keep the process alive.
  for (const name of Object.keys(imports).filter((key) => key.startsWith("__wbg_setTimeout_")))
    imports[name] = (callback: () => void, milliseconds: number) =>
      setTimeout(callback, milliseconds).unref();
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": imports });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/** PostgreSQL's one-byte type of its own catalogue: the adapter refuses it, the engine wants it as a character. */
const CATALOGUE_CHAR = 18;

/**
 * Prisma's own adapter cuts a script at every semicolon, also inside $$ bodies and texts, and runs the pieces
 * one by one. Sent whole, PostgreSQL reads it right and takes back all of it when a part fails.
 */
function fitForMigrations(adapter: Adapter): Adapter {
  const client = adapter.underlyingDriver();
  adapter.executeScript = async (script: string) => {
    await client.query(script);
  };
  let characters: number[] = [];
  const send = client.query.bind(client) as (...sent: unknown[]) => Promise<pg.QueryResult>;
  client.query = (async (...sent: unknown[]) => {
    const result = await send(...sent);
    characters = (result.fields ?? []).flatMap((field, at) =>
      field.dataTypeID === CATALOGUE_CHAR ? [at] : [],
    );
    for (const at of characters)
      Object.assign(result.fields[at] ?? {}, { dataTypeID: pg.types.builtins.TEXT });
    return result;
  }) as never;
  // The engine asks one question after the other: `characters` belongs to the answer at hand.
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const answer = await queryRaw(query);
    for (const at of characters) answer.columnTypes[at] = ColumnTypeEnum.Character;
    return answer;
  };
  return adapter;
}

class MigrationAdapter extends PrismaPg {
  constructor(
    readonly url: string,
    pool: pg.Pool,
  ) {
    super(pool);
  }

  override async connect() {
    return fitForMigrations(await super.connect());
  }

  /** Prisma's own would stay in the same database when it was given an address, and drop it while connected. */
  override async connectToShadowDb() {
    const outer = await this.connect();
    const database = `shadow_${randomUUID().replaceAll("-", "")}`;
    await outer.executeScript(`create database ${database}`);
    const pool = new pg.Pool({ connectionString: withDatabase(this.url, database), max: 2 });
    const adapter = await new MigrationAdapter(this.url, pool).connect();
    adapter.dispose = async () => {
      await pool.end();
      await outer.executeScript(`drop database ${database}`);
    };
    return adapter;
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs `work` with Prisma's schema engine as WebAssembly over node-postgres, so that nothing native is downloaded. */
export async function withEngine<T>(
  url: string,
  schema: SchemaFile[],
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(url, pool));
  const datamodels = schema.map((file): [string, string] => [file.path, file.content]);
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => undefined, adapter);
    return await work(engine);
  } finally {
    await pool.end();
  }
}
