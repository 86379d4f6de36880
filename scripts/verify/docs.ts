import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;
const CODE = /`([^`\n]+)`/g;
/** Looks like a path of this project: known folder, no blanks, no placeholders. */
const PATH =
  /^(app|bench|components|docs|e2e|lib|messages|prisma|public|sandbox|scripts|test|\.ci)\/[\w./()[\]-]+$/;

function headings(text: string): string[] {
  return [...text.matchAll(/^#+\s+(.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}

function checkLink(root: string, name: string, target: string): string | null {
  if (/^[a-z]+:/.test(target)) return null;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? name : join(path.startsWith("/") ? "." : dirname(name), path);
  if (!existsSync(join(root, file))) return `${name} links to ${target}, which is not there.`;
  if (anchor && file.endsWith(".md") && !headings(readFileSync(join(root, file), "utf8")).includes(anchor))
    return `${name} links to ${target}: there is no such heading.`;
  return null;
}

/** Links and cited paths of every Markdown file lead somewhere; npm commands cited exist. */
export function checkDocs(root: string, files: string[]): string[] {
  const scripts =
    (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts?: object }).scripts ?? {};
  return files
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const text = readFileSync(join(root, name), "utf8");
      const prose = text.replace(/^```.*?^```/gms, "");
      const links = [...prose.matchAll(LINK)].map((match) => checkLink(root, name, match[1] ?? ""));
      const cited = [...prose.matchAll(CODE)].map((match) => match[1] ?? "");
      const paths = cited
        .filter(
          (code) =>
            PATH.test(code) && !["", ".ts", ".tsx"].some((ending) => existsSync(join(root, code + ending))),
        )
        .map((code) => `${name} cites ${code}, which is not there.`);
      const commands = [...text.matchAll(/npm run ([\w:-]+)/g)]
        .filter((match) => !Object.hasOwn(scripts, match[1] ?? ""))
        .map((match) => `${name} names npm run ${match[1]}, which package.json does not have.`);
      return [...links, ...paths, ...commands].flatMap((problem) => problem ?? []);
    });
}
