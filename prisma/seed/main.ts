import { disconnectDatabase } from "@/lib/db/client";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { env } from "@/lib/env";
import { manifestSchema } from "./manifest";
import { seedDemo } from "./seed-demo";
import { seedEventFeeds } from "./seed-event-feeds";

const { SANDBOX_CONTROL_URL, CLAVIS_SECRET_KEY, PUBLIC_URL } = env();
if (!SANDBOX_CONTROL_URL)
  throw new Error("SANDBOX_CONTROL_URL is not set: demo data exists in the sandbox only.");

const response = await fetch(`${SANDBOX_CONTROL_URL}/demo`);
if (!response.ok) throw new Error(`The sandbox did not tell its demo world: ${response.status}`);
const manifest = manifestSchema.parse(await response.json());
const wrapper = localKeyWrapper(CLAVIS_SECRET_KEY);
const made = await seedDemo(manifest, wrapper, new Date());
// Entered at Adobe's, as an admin would in Developer Console; it is tried once the console is up.
for (const { registrationId, path } of made > 0 ? await seedEventFeeds(manifest, wrapper, new Date()) : [])
  await fetch(`${SANDBOX_CONTROL_URL}/events/registrations/${registrationId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ webhookUrl: PUBLIC_URL + path }),
  });
await disconnectDatabase();
console.log(
  made === 0 ? "The database has organisations already: left as it is." : `Made ${made} organisations.`,
);
