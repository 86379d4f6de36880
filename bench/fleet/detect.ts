import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { customerOf } from "./customers";

/** Times from a drift in the vendor's world to the alert in the inbox, in seconds of the real schedule. */
export async function detect(
  owner: pg.Pool,
  doorUrl: string,
  { drifts, criticalS, speed }: { drifts: number; criticalS: number; speed: number },
): Promise<number[]> {
  const times: number[] = [];
  const one = async (index: number) => {
    // At any moment of the interval, as drifts come.
    await sleep(((index * 0.618_034) % 1) * criticalS * 1000);
    const { subscriptionId, prefix } = customerOf(index);
    const began = new Date();
    const answer = await fetch(`${doorUrl}/control/drift`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action: "disable-key", vault: `${prefix}-aep`, key: "adobe-cmk" }),
    });
    if (answer.status !== 200) throw new Error(`The drift was answered ${answer.status}.`);
    const asked = performance.now();
    for (;;) {
      const { rows } = await owner.query<{ at: Date }>(
        `select min(a.opened_at) as at from alerts a join organisations o on o.id = a.organisation_id
         where a.kind = 'KEY-04' and o.azure_subscription_id = $1 and a.opened_at >= $2`,
        [subscriptionId, new Date(began.getTime() - 50)],
      );
      if (rows[0]?.at) {
        times.push(((rows[0].at.getTime() - began.getTime()) / 1000) * speed);
        return;
      }
      if (performance.now() - asked > criticalS * 10_000) throw new Error(`Drift ${index} was not detected.`);
      await sleep(100);
    }
  };
  await Promise.all(Array.from({ length: drifts }, (_, index) => one(index)));
  return times.sort((a, b) => a - b);
}
