import type { DeliveryTrouble } from "./channel-schemas";

/** One message, ready to post. `signingKey`: of webhooks that check who sent it. */
export type Message = { id: string; address: string; signingKey: string | null; body: string };

/** `refused`: recipients of a mail that were not taken. `again`: whether it is worth another try; `retryAfterSeconds`: when the receiver says. */
export type PostOutcome =
  | { ok: true; refused?: string[] }
  | {
      ok: false;
      code: DeliveryTrouble;
      status: number | null;
      again: boolean;
      retryAfterSeconds: number | null;
    };

export type PostMessage = (message: Message) => Promise<PostOutcome>;
