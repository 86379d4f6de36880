import type { SandboxReply } from "./types";

/** A JSON answer. */
export function json(status: number, body: object, headers: Record<string, string> = {}): SandboxReply {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

/** A page for a browser. */
export function html(status: number, body: string, headers: Record<string, string> = {}): SandboxReply {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers },
    body,
  };
}

/** A plain sentence. */
export function text(status: number, body: string, headers: Record<string, string> = {}): SandboxReply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

/** A redirect that turns a POST into a GET. */
export function seeOther(location: string, headers: Record<string, string> = {}): SandboxReply {
  return { status: 303, headers: { location, "cache-control": "no-store", ...headers }, body: null };
}

/** A redirect as the authorize endpoint sends it. */
export function found(location: string, headers: Record<string, string> = {}): SandboxReply {
  return { status: 302, headers: { location, "cache-control": "no-store", ...headers }, body: null };
}

/** Nothing but a status. */
export function empty(status: number, headers: Record<string, string> = {}): SandboxReply {
  return { status, headers, body: null };
}
