import { KqlError, listOf } from "./kql-text";
import type { Row } from "./tables";

const FUNCTION = /^(\w+)\(([\s\S]*)\)$/;

/** What an expression is worth in a row: a text, a number, a column, a path into one, or a function of those. */
export function valueOf(expression: string, row: Row): unknown {
  const text = expression.trim();
  const quoted = /^["'](.*)["']$/.exec(text);
  if (quoted) return quoted[1];
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const [, name, inside = ""] = FUNCTION.exec(text) ?? [];
  if (name) {
    const parts = listOf(inside);
    const [first = ""] = parts;
    if (name === "datetime") return new Date(first.replace(/["']/g, "")).toISOString();
    if (name === "tostring") return String(valueOf(first, row) ?? "");
    if (name === "tolower") return String(valueOf(first, row) ?? "").toLowerCase();
    if (name === "column_ifexists") {
      const column = String(valueOf(first, row));
      return column in row ? row[column] : valueOf(parts[1] ?? '""', row);
    }
    if (name === "coalesce")
      return parts
        .map((part) => valueOf(part, row))
        .find((one) => one !== "" && one !== null && one !== undefined);
    throw new KqlError("SemanticError", `Unknown function: '${name}'.`);
  }
  const [column = "", ...path] = text.split(".");
  if (!/^\w+$/.test(column)) throw new KqlError("SyntaxError", `Query could not be parsed at '${text}'.`);
  if (!(column in row))
    throw new KqlError("SemanticError", `Failed to resolve scalar expression named '${column}'`);
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], row[column]);
}

const COMPARE: Record<string, (a: unknown, b: unknown) => boolean> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "=~": (a, b) => String(a).toLowerCase() === String(b).toLowerCase(),
  "<": (a, b) => (a as string) < (b as string),
  "<=": (a, b) => (a as string) <= (b as string),
  ">": (a, b) => (a as string) > (b as string),
  ">=": (a, b) => (a as string) >= (b as string),
};

/** A filter: comparisons and `in` lists, joined by `and`. */
export function condition(text: string): (row: Row) => boolean {
  const tests = text.split(/\s+and\s+/i).map((part) => {
    const among = /^(.+?)\s+(in~?)\s*\(([\s\S]+)\)$/.exec(part.trim());
    if (among?.[1] && among[3]) {
      const [, left, word, list] = among;
      const fold = (value: unknown) => (word === "in~" ? String(value).toLowerCase() : value);
      return (row: Row) =>
        listOf(list ?? "").some((one) => fold(valueOf(one, row)) === fold(valueOf(left ?? "", row)));
    }
    const found = /^(.+?)\s*(==|!=|=~|<=|>=|<|>)\s*(.+)$/.exec(part.trim());
    const compare = COMPARE[found?.[2] ?? ""];
    if (!found?.[1] || !found[3] || !compare)
      throw new KqlError("SyntaxError", `Query could not be parsed at '${part}'.`);
    const [, left = "", , right = ""] = found;
    return (row: Row) => compare(valueOf(left, row), valueOf(right, row));
  });
  return (row) => tests.every((test) => test(row));
}
