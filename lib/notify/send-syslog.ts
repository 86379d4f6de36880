import "server-only";
import { once } from "node:events";
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { syslogFrame } from "@/lib/cmk/audit/stream-message";
import type { StreamTrouble } from "@/lib/cmk/audit/stream-schemas";
import { logger } from "@/lib/logger";

const LIMIT_MS = 20_000;

export type SyslogTarget = { host: string; port: number; caCertificate: string | null };
export type SyslogOutcome = { ok: true } | { ok: false; code: StreamTrouble };
export type SendSyslog = (target: SyslogTarget, messages: readonly string[]) => Promise<SyslogOutcome>;

function troubleOf(error: unknown): StreamTrouble {
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? "");
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO|CA_/.test(code)) return "certificate";
  return /^(ERR_SSL|EPROTO|ERR_TLS)/.test(code) ? "refused" : "unavailable";
}

/** Ends the connection and waits until the other side has ended it too: it has read everything then. */
async function endInOrder(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  const closed = once(socket, "close", { signal });
  socket.resume();
  socket.end();
  await closed;
}

/**
 * Sends messages in order over one TLS connection (RFC 5425), no faster than the receiver reads, and says how that
 * went; it never throws. Syslog confirms nothing: all count as taken when the receiver has closed in order, else all
 * are sent again.
 */
export const sendSyslog: SendSyslog = async ({ host, port, caCertificate }, messages) => {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const socket = connect({
    host,
    port,
    servername: isIP(host) ? undefined : host,
    minVersion: "TLSv1.2",
    ...(caCertificate ? { ca: [caCertificate] } : {}),
  });
  let failure: unknown;
  socket.on("error", (error) => {
    failure ??= error;
  });
  const abort = () => socket.destroy(new Error("timeout"));
  signal.addEventListener("abort", abort);
  try {
    await once(socket, "secureConnect", { signal });
    for (const message of messages)
      if (!socket.write(syslogFrame(message))) await once(socket, "drain", { signal });
    await endInOrder(socket, signal);
    if (failure) throw failure;
    return { ok: true };
  } catch (error) {
    const code = troubleOf(failure ?? error);
    logger().warn({ host, port, code, err: failure ?? error }, "syslog was not taken");
    return { ok: false, code };
  } finally {
    signal.removeEventListener("abort", abort);
    socket.destroy();
  }
};
