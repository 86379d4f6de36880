import { prepareClient } from "./start/prepare-client";

// npm run generate: the database client of lib/db/generated, when the schema changed.
await prepareClient();
