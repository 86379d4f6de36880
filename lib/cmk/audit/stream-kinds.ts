// Without a schema: browsers load this.

export const STREAM_KINDS = ["syslog", "webhook"] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];
