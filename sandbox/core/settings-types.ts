export type Fault = {
  id: string;
  host: string; // glob: * matches anything
  path: string; // glob
  method: string | null;
  kind: "status" | "delay" | "cut" | "garbage";
  status: number | null;
  body: string | null;
  headers: Record<string, string>;
  delayMs: number;
  remaining: number | null; // null: until removed
};

export type Settings = {
  clockOffsetMs: number;
  latencyMs: number;
  roleDelayMs: number; // data-plane propagation of role assignments
  principalDelayMs: number; // how long ARM does not know a new service principal
  dnsDelayMs: number; // RegisteringDns
  firewallDelayMs: number;
  logDelayMs?: number; // how late the logs are; left out in older states
  keyUseMs?: number; // how often Adobe uses a key that is in service
  enablementStageMs: number; // how long each stage of Adobe's job takes
  /** Public address that calls of ordinary clients seem to come from. */
  clientAddress: string;
};
