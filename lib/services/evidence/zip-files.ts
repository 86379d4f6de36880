import "server-only";
import yazl from "yazl";
import type { PackFile } from "./pack-files";

/** ZIP cannot tell an earlier time. One for all: when a pack was made stands in its manifest. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Files as a ZIP, in their order, stored as they are. Nothing in it depends on more than names and contents, so a
 * verifier can write the same bytes again, and no byte goes unchecked.
 */
export async function zipFiles(files: PackFile[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { path, bytes } of files)
    zip.addBuffer(bytes, path, { mtime: NO_TIME, mode: 0o100644, compress: false, forceDosTimestamp: true });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
