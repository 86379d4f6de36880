/** One paragraph of a mail: a heading that may be a link, and the text below it. */
export type MailSection = { title: string; text: string; link?: string };

export type MailContent = {
  locale: "en" | "fr";
  headline: string;
  sections: readonly MailSection[];
  /** The last lines: who sends this, and where to change that. */
  footer: string;
  manage?: { label: string; url: string };
};

const escape = (text: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");

const lines = (text: string) => escape(text).replace(/\r?\n/g, "<br>");

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";
const GREY = "color:#5b6270";

function textOf({ headline, sections, footer, manage }: MailContent): string {
  const parts = sections.map(({ title, text, link }) => [title, text, link].filter(Boolean).join("\n"));
  const end = manage ? `${footer}\n${manage.label}: ${manage.url}` : footer;
  return `${[headline, ...parts].join("\n\n")}\n\n-- \n${end}\n`;
}

function htmlOf({ locale, headline, sections, footer, manage }: MailContent): string {
  const head = ({ title, link }: MailSection) =>
    link ? `<a href="${escape(link)}" style="color:#1d4ed8">${escape(title)}</a>` : escape(title);
  const items = sections.map(
    (one) =>
      `<tr><td style="padding:12px 0;border-top:1px solid #e3e6eb"><p style="margin:0;font-weight:600">${head(one)}</p><p style="margin:4px 0 0;${GREY}">${lines(one.text)}</p></td></tr>`,
  );
  const link = manage ? ` <a href="${escape(manage.url)}" style="${GREY}">${escape(manage.label)}</a>` : "";
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escape(headline)}</title></head>
<body style="margin:0;padding:24px;${FONT};font-size:14px;line-height:1.5">
<table role="presentation" width="100%" style="max-width:600px;margin:0 auto;border-collapse:collapse;${FONT}">
<tr><td style="padding:0 0 16px"><h1 style="margin:0;font-size:18px;line-height:1.3">${escape(headline)}</h1></td></tr>
${items.join("\n")}
<tr><td style="padding:16px 0 0;border-top:1px solid #e3e6eb;font-size:12px;${GREY}">${lines(footer)}${link}</td></tr>
</table></body></html>
`;
}

/** A mail as text and as HTML that says the same; nothing in it is fetched from anywhere. */
export function mailBody(content: MailContent): { text: string; html: string } {
  return { text: textOf(content), html: htmlOf(content) };
}
