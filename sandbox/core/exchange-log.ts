/** One request and its answer, as the proxy saw them. Bodies only when recording is on. */
export type Exchange = {
  id: number;
  at: string;
  service: string;
  method: string;
  host: string;
  path: string;
  query: string; // with its leading "?", or ""
  status: number; // 0: the connection was cut
  durationMs: number;
  requestBody?: string;
  responseBody?: string;
};

const LIMIT = 500;

export type ExchangeLog = {
  records: boolean;
  add(exchange: Omit<Exchange, "id">): void;
  since(id: number): Exchange[];
  clear(): void;
};

/** The last 500 exchanges, oldest first. */
export function createExchangeLog(records: boolean): ExchangeLog {
  let entries: Exchange[] = [];
  let last = 0;
  return {
    records,
    add: (exchange) => {
      last += 1;
      entries.push({ id: last, ...exchange });
      if (entries.length > LIMIT) entries = entries.slice(-LIMIT);
    },
    since: (id) => entries.filter((entry) => entry.id > id),
    clear: () => {
      entries = [];
    },
  };
}
