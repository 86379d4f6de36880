/** A verification that a person asked for, with how far it is. Times are ISO 8601. */
export type VerificationRunView = {
  id: string;
  status: "queued" | "running" | "succeeded" | "failed";
  /** Of `total` looks. */
  done: number;
  total: number;
  /** What is looked at now, as part/subject: `aep/vault`; null before and after. */
  current: string | null;
  requestedByName: string;
  requestedAt: string;
  endedAt: string | null;
};
