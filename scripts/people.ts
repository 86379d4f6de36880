import { runServerCommand } from "./server-command";

// npm run people -- bind SIGN-IN-NAME admin|leader|support|none [--tenant ID]
const USAGE =
  'Say "npm run people -- bind SIGN-IN-NAME admin" (or leader, support, none): the role counts in all organisations.';

const args = process.argv.slice(2);
if (args[0] !== "bind" || !args[1] || !["admin", "leader", "support", "none"].includes(args[2] ?? "")) {
  console.error(USAGE);
  process.exit(2);
}
runServerCommand("lib/jobs/people-command.ts", args);
