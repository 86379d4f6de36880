// Without a schema: browsers load this.

/** What Clavis can post to, and mail. */
export const POST_KINDS = ["teams", "slack", "webhook"] as const;
export const CHANNEL_KINDS = ["email", ...POST_KINDS] as const;
export type PostKind = (typeof POST_KINDS)[number];
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
