import { gzipSync } from "node:zlib";

export type Target = { url: string; cookie: string };

async function load({ url, cookie }: Target): Promise<string> {
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return text;
}

async function timed(target: Target): Promise<number> {
  const started = performance.now();
  await load(target);
  return performance.now() - started;
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Milliseconds at the 95th percentile of a page and of the empty page, asked in turn so that both see the same machine. */
export async function compareServerTime(
  page: Target,
  empty: Target,
  rounds: number,
): Promise<{ page: number; empty: number }> {
  const times: { page: number[]; empty: number[] } = { page: [], empty: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.empty.push(await timed(empty));
    times.page.push(await timed(page));
  }
  return { page: percentile(times.page, 0.95), empty: percentile(times.empty, 0.95) };
}

/** Gzipped bytes of the scripts that a page's HTML names: what a first visit loads. Browsers of today skip `nomodule`. */
export async function scriptBytes(target: Target): Promise<number> {
  const html = (await load(target)).replace(/<script[^>]*nomodule[^>]*>/gi, "");
  const sources = new Set(
    [...html.matchAll(/(?:src|href)="([^"]+\.js(?:\?[^"]*)?)"/g)].map(([, source]) => source ?? ""),
  );
  let total = 0;
  for (const source of sources) {
    const answer = await fetch(new URL(source.replaceAll("&amp;", "&"), target.url));
    total += gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
  }
  return total;
}
