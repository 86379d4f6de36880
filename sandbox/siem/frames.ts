/** Messages with their length before them (RFC 5425, section 4.3), cut out of what came so far. */
export function takeFrames(buffer: Buffer): { frames: string[]; rest: Buffer; broken: boolean } {
  const frames: string[] = [];
  let rest = buffer;
  for (;;) {
    const [head = "", length = ""] = /^([1-9]\d{0,6}) /.exec(rest.subarray(0, 9).toString("latin1")) ?? [];
    if (!length) return { frames, rest, broken: rest.length >= 9 || /[^\d ]/.test(rest.toString("latin1")) };
    const end = head.length + Number(length);
    if (rest.length < end) return { frames, rest, broken: false };
    frames.push(rest.subarray(head.length, end).toString("utf8"));
    rest = rest.subarray(end);
  }
}

export type SyslogLine = {
  priority: number;
  at: string;
  host: string;
  app: string;
  id: string;
  data: string;
  text: string;
};

/** A message as RFC 5424 writes it; null for anything else. */
export function parseSyslog(message: string): SyslogLine | null {
  const match = /^<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) (-|(?:\[[^\]]*\])+)(?: \ufeff?([\s\S]*))?$/.exec(
    message,
  );
  if (!match) return null;
  const [, priority = "", at = "", host = "", app = "", , id = "", data = "", text = ""] = match;
  return { priority: Number(priority), at, host, app, id, data, text };
}
