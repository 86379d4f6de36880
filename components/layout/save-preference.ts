import { api } from "@/lib/routes";

/** Keeps a choice of language or theme in this browser at once, and with the account when there is one. */
export async function savePreference(
  name: "locale" | "theme",
  value: string,
  signedIn: boolean,
): Promise<void> {
  document.cookie = `clavis-${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`;
  if (!signedIn) return;
  await fetch(api.preferences(), {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ [name]: value }),
  }).catch(() => undefined);
}
