/** What a pattern's named parts were in the path, decoded, in the caller's own spelling. */
export type Params = Record<string, string>;

type Asked = { method: string; url: URL };

/** Answers whether a request fits, and with which parts. */
export type Matcher = (request: Asked) => Params | null;

function source(pattern: string): string {
  return pattern
    .split(/(\{[a-zA-Z]+\*?\})/)
    .map((piece) => {
      const named = /^\{([a-zA-Z]+)(\*?)\}$/.exec(piece);
      if (!named) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return named[2] ? `(?<${named[1]}>.+?)` : `(?<${named[1]}>[^/]+)`;
    })
    .join("");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * A matcher for one method ("*" for any) and one path pattern. `{name}` takes one segment, `{name*}` as many
 * as it needs. Paths match in any case, as Azure's do, and with or without a slash at the end.
 */
export function route(method: string, pattern: string): Matcher {
  const expression = new RegExp(`^${source(pattern.replace(/\/$/, ""))}/?$`, "i");
  return (request) => {
    if (method !== "*" && method !== request.method) return null;
    const found = expression.exec(request.url.pathname.replace(/\/{2,}/g, "/"));
    if (!found) return null;
    return Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]),
    );
  };
}

/** The first entry whose matcher fits, with its parts; null when none does. */
export function firstMatch<T>(routes: [Matcher, T][], request: Asked): { found: T; params: Params } | null {
  for (const [matcher, found] of routes) {
    const params = matcher(request);
    if (params) return { found, params };
  }
  return null;
}
