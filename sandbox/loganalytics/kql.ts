import { condition, valueOf } from "./kql-expressions";
import { KqlError, listOf } from "./kql-text";
import type { Row } from "./tables";

function unquoted(text: string, separator: RegExp): string[] {
  const parts: string[] = [""];
  for (const piece of text.match(/"[^"]*"|'[^']*'|[^"']+/g) ?? []) {
    if (/^["']/.test(piece)) parts[parts.length - 1] += piece;
    else {
      const [first = "", ...rest] = piece.split(separator);
      parts[parts.length - 1] += first;
      parts.push(...rest);
    }
  }
  return parts.map((part) => part.trim());
}

type Named = { name: string; expression: string };

function named(text: string): Named {
  const found = /^(\w+)\s*=(?![=~])\s*([\s\S]+)$/.exec(text);
  return found?.[1] && found[2] ? { name: found[1], expression: found[2] } : { name: text, expression: text };
}

/** summarize arg_max(column, *) by a, b: of every group the row in which the column is greatest. */
function summarize(rows: Row[], text: string): Row[] {
  const found = /^arg_max\(\s*(\w+)\s*,\s*\*\s*\)\s+by\s+([\s\S]+)$/.exec(text);
  if (!found?.[1] || !found[2]) throw new KqlError("SyntaxError", `Not understood: summarize ${text}`);
  const column = found[1];
  const by = listOf(found[2]).map(named);
  const groups = new Map<string, Row>();
  for (const row of rows) {
    const keys = Object.fromEntries(by.map(({ name, expression }) => [name, valueOf(expression, row)]));
    const label = JSON.stringify(keys);
    const best = groups.get(label);
    if (!best || String(row[column]) > String(best[column])) groups.set(label, { ...row, ...keys });
  }
  return [...groups.values()];
}

function step(rows: Row[], text: string): Row[] {
  const [, verb = "", rest = ""] = /^(\S+(?:\s+by(?=\s))?)\s*([\s\S]*)$/.exec(text) ?? [];
  switch (verb.replace(/\s+/, " ")) {
    case "where": {
      const holds = condition(rest);
      return rows.filter(holds);
    }
    case "extend":
      return rows.map((row) => ({
        ...row,
        ...Object.fromEntries(
          listOf(rest).map((part) => {
            const { name, expression } = named(part);
            return [name, valueOf(expression, row)];
          }),
        ),
      }));
    case "summarize":
      return summarize(rows, rest);
    case "order by":
    case "sort by": {
      const [column = "", way = "desc"] = rest.split(/\s+/);
      const sign = way === "asc" ? 1 : -1;
      return rows.toSorted((a, b) => sign * (String(a[column]) < String(b[column]) ? -1 : 1));
    }
    case "take":
    case "limit":
      return rows.slice(0, Number(rest));
    default:
      throw new KqlError("SyntaxError", `Query could not be parsed at '${verb}'.`);
  }
}

/** Runs the part of the Kusto query language that a console needs: one table, filters, the newest of each group. */
export function runKql(query: string, tableNamed: (name: string) => Row[] | null): Row[] {
  const [table = "", ...steps] = unquoted(query, /\|/);
  const rows = tableNamed(table);
  if (!rows)
    throw new KqlError(
      "SemanticError",
      `'where' operator: Failed to resolve table or column expression named '${table}'`,
    );
  return steps.reduce(step, rows);
}
