import { checkCycles } from "./cycles";
import { checkDocs } from "./docs";
import { checkNames, checkReadmes, checkServerOnly } from "./headers";
import { checkLayers } from "./layers";
import { runProgram } from "./run-program";
import { checkWords } from "./words";

export type Check = {
  name: string;
  /** What it means when it fails, and what to do. */
  remedy: string;
  /** Problems, each one or more lines; none when all is well. */
  run(root: string, files: string[]): Promise<string[]> | string[];
};

export const CHECKS: Check[] = [
  { name: "format", remedy: "npm run format", run: (root) => runProgram(root, "biome", ["check", "."]) },
  {
    name: "types",
    remedy: "Mend what the compiler names.",
    run: (root) => runProgram(root, "tsc", ["--noEmit", "--pretty", "false", "-p", "."]),
  },
  {
    name: "lint",
    remedy: "Mend it; rules and exceptions are in .oxlintrc.json.",
    run: (root) => runProgram(root, "oxlint", ["--type-aware", "--deny-warnings", "--format=unix"]),
  },
  { name: "layers", remedy: "Move the code, or pass it in.", run: checkLayers },
  { name: "cycles", remedy: "Break the ring.", run: checkCycles },
  {
    name: "unused",
    remedy: "Delete it; entries and exceptions are in knip.json.",
    run: (root) => runProgram(root, "knip", ["--no-progress", "--no-config-hints"]),
  },
  { name: "docs", remedy: "Mend the link or the path.", run: checkDocs },
  { name: "server-only", remedy: "Add the line.", run: checkServerOnly },
  { name: "readmes", remedy: "Write it, briefly.", run: checkReadmes },
  { name: "names", remedy: "Find the right name.", run: checkNames },
  { name: "words", remedy: "Finish it or take it out.", run: checkWords },
];
