import { disconnectDatabase } from "@/lib/db/client";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { env } from "@/lib/env";
import { manifestSchema } from "./manifest";
import { seedDemo } from "./seed-demo";

const { SANDBOX_CONTROL_URL, CLAVIS_SECRET_KEY } = env();
if (!SANDBOX_CONTROL_URL)
  throw new Error("SANDBOX_CONTROL_URL is not set: demo data exists in the sandbox only.");

const response = await fetch(`${SANDBOX_CONTROL_URL}/demo`);
if (!response.ok) throw new Error(`The sandbox did not tell its demo world: ${response.status}`);
const manifest = manifestSchema.parse(await response.json());
const made = await seedDemo(manifest, localKeyWrapper(CLAVIS_SECRET_KEY), new Date());
await disconnectDatabase();
console.log(
  made === 0 ? "The database has organisations already: left as it is." : `Made ${made} organisations.`,
);
