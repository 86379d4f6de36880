import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cluster, startCluster } from "./cluster";
import { freePort } from "./free-port";

/** A throwaway cluster in a temporary folder: fast, not durable, gone after stop(). */
export async function startScratchCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "clavis-scratch-"));
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const cluster = await startCluster({
      folder: join(folder, "postgres"),
      port: await freePort(),
      superuserPassword: randomBytes(18).toString("base64url"),
      logFile: join(folder, "postgres.log"),
      settings: {
        fsync: "off",
        synchronous_commit: "off",
        full_page_writes: "off",
        shared_buffers: "64MB",
        max_connections: "200",
      },
    });
    const stop = async () => {
      await cluster.stop();
      await remove();
    };
    return { ...cluster, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}
