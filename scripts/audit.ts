import { runServerCommand } from "./server-command";

// npm run audit -- verify  [--org ID|system] [--quick] [--accept]   exit 1: something is wrong
// npm run audit -- archive [--org ID|system] [--to FOLDER]          as the owner of the tables
const USAGE = 'Say "npm run audit -- verify" or "npm run audit -- archive"; docs/operate.md tells more.';

const args = process.argv.slice(2);
if (!["verify", "archive"].includes(args[0] ?? "")) {
  console.error(USAGE);
  process.exit(2);
}
// Entries are removed by the owner of the tables; nothing else needs more than the servers have.
runServerCommand("lib/jobs/audit-command.ts", args, args[0] === "archive");
