import { lastLines, launchChild } from "./children";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";
import { TYPED } from "./servers";
import type { Source } from "./settings";

/** Fills an empty database with the sandbox's organisations and people; the script itself leaves a filled one alone. */
export async function seed(env: Source, folder: DataFolder): Promise<void> {
  const args = [...TYPED, "prisma/seed/main.ts"];
  const child = launchChild({ name: "seed", args, env, logFolder: folder.logs });
  if ((await child.ended) !== 0)
    throw new PlainError(`The demo organisations could not be made:\n${lastLines(child.logFile)}`);
}
