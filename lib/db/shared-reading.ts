import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** A reading that is under way, and those who wait for their turn in it. */
type Reading<Tx> = { turn: Promise<unknown>; waiting: number; leave(): void; tx: Promise<Tx> };

/** What one page reads at the same time: by the text that opens the transaction, so by scope. */
export type SharedReadings = Map<string, Reading<unknown>>;

const sharing = new AsyncLocalStorage<SharedReadings>();

/**
 * Readings begun inside `work` while another of the same scope is open join it, one after the other: a page of five
 * questions asks them in one transaction, of one snapshot. Hand the same map to everything that draws one page.
 */
export function shareReadings<T>(readings: SharedReadings, work: () => Promise<T>): Promise<T> {
  return sharing.run(readings, work);
}

/** The readings that may be joined here; undefined: none. Cleared after a write, which their snapshots do not hold. */
export function sharedReadings(): SharedReadings | undefined {
  return sharing.getStore();
}

/** Runs `work` in the open reading named `key`, else in a new one that `open` makes; it ends with the last who joined. */
export async function joinReading<Tx, T>(
  readings: SharedReadings,
  key: string,
  open: (body: (tx: Tx) => Promise<void>) => Promise<void>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const reading = (readings.get(key) as Reading<Tx> | undefined) ?? begin(readings, key, open);
  reading.waiting += 1;
  const turn = Promise.all([reading.tx, reading.turn]).then(([tx]) => work(tx));
  reading.turn = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    reading.waiting -= 1;
    if (reading.waiting === 0) {
      if (readings.get(key) === reading) readings.delete(key);
      reading.leave();
    }
  }
}

function begin<Tx>(
  readings: SharedReadings,
  key: string,
  open: (body: (tx: Tx) => Promise<void>) => Promise<void>,
): Reading<Tx> {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const tx = new Promise<Tx>((resolve, reject) => {
    open((opened) => {
      resolve(opened);
      return left;
    }).catch(reject);
  });
  const reading: Reading<Tx> = { tx, turn: Promise.resolve(), waiting: 0, leave };
  readings.set(key, reading as Reading<unknown>);
  return reading;
}
