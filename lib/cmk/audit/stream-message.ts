/** An entry as it leaves the console: all that its hash is over, and the hash. */
export type StreamedEntry = {
  organisationId: string | null;
  sequence: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
  correlationId: string;
  previousHash: string;
  hash: string;
};

/** Facility 13: log audit (RFC 5424, section 6.2.1). */
const FACILITY = 13;

/** Severity of RFC 5424: 1 alert, 4 warning, 5 notice. */
function severityOf(action: string): number {
  if (action === "audit.tampering-found") return 1;
  return /refused|failed|interrupted|stopped/.test(action) ? 4 : 5;
}

/** What RFC 5424 lets a field hold: printable ASCII without spaces. */
const plain = (text: string, most: number) => text.replace(/[^\x21-\x7e]/g, "-").slice(0, most) || "-";

/** One entry as a syslog message (RFC 5424): its number as `sequenceId`, all of it as JSON in the message. */
export function syslogMessage(entry: StreamedEntry, hostName: string): string {
  const head = `<${FACILITY * 8 + severityOf(entry.action)}>1 ${entry.at} ${plain(hostName, 255)} clavis - ${plain(entry.action, 32)}`;
  // sequenceId ends at 2^31 - 1 and begins again (section 7.3.1); the JSON has the whole number.
  const id = ((BigInt(entry.sequence) - 1n) % 2_147_483_647n) + 1n;
  return `${head} [meta sequenceId="${id}"] \ufeff${JSON.stringify(entry)}`;
}

/** One message with its length before it, as TLS carries it (RFC 5425, section 4.3). */
export const syslogFrame = (message: string) => `${new TextEncoder().encode(message).length} ${message}`;

/** Several entries as the body of a webhook. */
export function streamBody(entries: readonly StreamedEntry[]): string {
  return JSON.stringify({ type: "clavis.audit", data: entries });
}
