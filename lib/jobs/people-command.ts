import "server-only";
import { changeMemberSchema } from "@/lib/cmk/people/people-schemas";
import { disconnectDatabase } from "@/lib/db/client";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { prepareServer } from "@/lib/server/prepare-server";
import { bindByName } from "@/lib/services/people/bind-by-name";

// Started by scripts/people.ts with the servers' settings: who may run it may read the database anyway.
const [, upn = "", role = "", option, tenantId] = process.argv.slice(2);

try {
  prepareServer();
  const { changed } = await bindByName(await buildWideSystemContext(), {
    upn,
    role: role === "none" ? null : changeMemberSchema.parse({ role }).role,
    tenantId: option === "--tenant" ? tenantId : undefined,
  });
  process.stdout.write(changed ? `${upn}: ${role} in all organisations\n` : `${upn}: nothing to change\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await disconnectDatabase();
process.exit();
