import { randomUUID } from "node:crypto";

/** As long as Adobe waits for an answer. */
const PATIENCE_MS = 10_000;

export type PostAnswer = { status: number | null; text: string };

/** Posts a body to a webhook as Adobe does: once, with its own names of the headers, without following anything. */
export async function post(
  url: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<PostAnswer> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-adobe-delivery-id": randomUUID(), ...headers },
      body: typeof body === "string" ? body : new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, text: (await answer.text()).slice(0, 500) };
  } catch (error) {
    return { status: null, text: error instanceof Error ? error.message : String(error) };
  }
}

/** Tries an address as Adobe does: GET with a challenge, which must come back as plain text or JSON. */
export async function challenge(url: string, value: string): Promise<boolean> {
  try {
    const address = new URL(url);
    address.searchParams.set("challenge", value);
    const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    if (answer.status !== 200) return false;
    const isJson = /application\/json/i.test(answer.headers.get("content-type") ?? "");
    return isJson ? (JSON.parse(text) as { challenge?: unknown }).challenge === value : text.trim() === value;
  } catch {
    return false;
  }
}
