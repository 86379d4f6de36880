/** Shortens in the middle, so that both ends stay readable. */
export function shorten(value: string, keepStart = 8, keepEnd = 4): string {
  return value.length <= keepStart + keepEnd + 3
    ? value
    : `${value.slice(0, keepStart)}…${value.slice(-keepEnd)}`;
}

/** An IMS organisation id as people recognise it: 7F3A…C1@AdobeOrg. */
export function shortenImsOrg(value: string): string {
  const [id = "", domain = ""] = value.split("@");
  return `${shorten(id, 4, 2)}@${domain}`;
}
