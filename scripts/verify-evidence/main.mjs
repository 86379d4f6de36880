#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Problem } from "./problem.mjs";
import { thumbprintOf } from "./signature.mjs";
import { verifyPack } from "./verify-pack.mjs";

const USAGE = `Checks an evidence pack of Clavis. Needs no server and no network.

  clavis-verify PACK.zip [--key KEY]...

KEY is the RFC 7638 thumbprint of a key that you trust, or a file with its JWK or a JWK set.
Exit code: 0 the pack holds, 1 it does not, 2 it could not be checked.
`;

/** Thumbprints behind one --key. */
function trustedBy(key) {
  if (/^[A-Za-z0-9_-]{43}$/.test(key)) return [key];
  const found = JSON.parse(readFileSync(key, "utf8"));
  return (Array.isArray(found.keys) ? found.keys : [found]).map(thumbprintOf);
}

function report({ manifest, keyId, files, audit, trusted }) {
  const { organisation, moment, madeAt, madeBy, masked } = manifest;
  const changed = audit.entries - audit.whole;
  return [
    `Holds: ${files} files, none changed, missing or added.`,
    `  Organisation  ${organisation.name} (${organisation.imsOrgId})`,
    `  As of         ${moment}`,
    `  Made          ${madeAt} by ${madeBy}`,
    `  Signed with   ${keyId} (${manifest.algorithm})`,
    `  Audit trail   ${audit.entries} entries in one chain, ${audit.whole} hashed again`,
    ...(changed > 0
      ? [
          `                ${changed} ${masked ? "masked" : "redacted"}: only their place in the chain was checked`,
        ]
      : []),
    ...(trusted
      ? []
      : [
          "",
          "WARNING: no --key was given. The pack is of one piece, but anybody can have made and signed it.",
          `Compare the key above with one that you got by another way, then run again with --key ${keyId}`,
        ]),
    "",
  ].join("\n");
}

function main() {
  let options;
  try {
    options = parseArgs({
      allowPositionals: true,
      options: {
        key: { type: "string", multiple: true, default: [] },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const [pack, ...more] = options.positionals;
  if (options.values.help || !pack || more.length > 0) {
    (options.values.help ? process.stdout : process.stderr).write(USAGE);
    return options.values.help ? 0 : 2;
  }
  try {
    process.stdout.write(report(verifyPack(readFileSync(pack), options.values.key.flatMap(trustedBy))));
    return 0;
  } catch (error) {
    const wrong = error instanceof Problem;
    process.stderr.write(
      wrong ? `DOES NOT HOLD: ${error.message}\n` : `Could not be checked: ${error.message}\n`,
    );
    return wrong ? 1 : 2;
  }
}

process.exitCode = main();
