import { html } from "../core/reply";
import type { SandboxReply } from "../core/types";

/** Text as it may stand in a page or an attribute. */
export function escape(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** A line of date and time that a person reads. */
export function moment(iso: string): string {
  return escape(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
header { padding: 8px 24px; border-bottom: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); font-size: 13px; }
main { max-width: 46rem; margin: 32px auto; padding: 0 24px; }
main.narrow { max-width: 28rem; }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 17px; margin: 32px 0 8px; }
form { margin: 0 0 16px; }
label { display: block; font-weight: 600; margin: 16px 0 4px; }
input, textarea, select { font: inherit; width: 100%; box-sizing: border-box; padding: 8px; }
textarea { min-height: 10rem; font-family: ui-monospace, monospace; font-size: 13px; }
button { font: inherit; padding: 8px 16px; margin: 4px 8px 4px 0; cursor: pointer; }
.accounts { list-style: none; margin: 16px 0; padding: 0; }
.accounts button { width: 100%; text-align: left; padding: 12px 16px; margin: 0 0 8px; }
.accounts small { display: block; opacity: .75; }
table { border-collapse: collapse; width: 100%; margin: 16px 0; }
th, td { text-align: left; overflow-wrap: anywhere; padding: 6px 12px 6px 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 15%, Canvas); vertical-align: top; }
@media (width < 640px) { table { font-size: 13px; } th, td { padding-right: 6px; } }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; background: color-mix(in srgb, CanvasText 6%, Canvas); }
code { overflow-wrap: anywhere; }
.note { border-left: 4px solid; padding: 4px 12px; margin: 16px 0; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

type Page = { title: string; body: string; status?: number; banner?: string; narrow?: boolean };

/** A page of the sandbox: no scripts, readable in light and dark, usable by keyboard. */
export function page({
  title,
  body,
  status = 200,
  banner = "Sandbox. Nothing here is real.",
  narrow = false,
}: Page): SandboxReply {
  const markup = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${STYLE}</style></head>
<body><header>${escape(banner)}</header><main${narrow ? ' class="narrow"' : ""}><h1>${escape(title)}</h1>
${body}
</main></body></html>
`;
  return html(status, markup, {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  });
}

/** A form's fields, from a urlencoded body. */
export function formFields(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString("utf8"));
}
