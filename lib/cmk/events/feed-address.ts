/** What identifies a webhook in its address: the organisation's id, and 32 random bytes in base64url. */
const FEED = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** Where Adobe sends an organisation's events, below the console's own address. */
export const feedPath = (organisation: string, secret: string) =>
  `/api/webhooks/adobe/${organisation}.${secret}`;

/** The organisation and the secret of a webhook's address; null for what is none. */
export function readFeed(feed: string): { organisation: string; secret: string } | null {
  const [, organisation, secret] = FEED.exec(feed) ?? [];
  return organisation && secret ? { organisation, secret } : null;
}
