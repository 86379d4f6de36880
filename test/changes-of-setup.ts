import { HAND_OVER_HEADER } from "../lib/cmk/hand-over";
import { type ChangeLog, inOrg, type WithId } from "./change-log";

export type Plan = { plan: { hash: string } | null };

/** The fresh organisation chooses, states, hands over, applies; in another one two agree on the one-way door. */
export async function changeSetUp({ change, one, idOf, browserOf, people }: ChangeLog): Promise<void> {
  const { ada, operator } = people;
  const contoso = await idOf("Contoso Health");
  const here = { org: contoso, part: "aep" };
  const step = inOrg("/setup/{part}/steps/{step}");
  const { revision } = await one<{ revision: number }>(
    "select revision from setups where organisation_id = $1 and part = 'aep'",
    [contoso],
  );
  const vault = {
    mode: "adopt",
    name: "kv-contoso-shared",
    resourceGroup: "rg-shared",
    location: "westeurope",
    sku: "standard",
  };
  await change("PATCH", inOrg("/setup/{part}/choices"), {
    who: ada,
    params: here,
    body: { revision, vault },
  });
  const entitlement = { ...here, step: "entitlement" };
  await change("POST", `${step}/statements`, { who: ada, params: entitlement, body: { reference: "C-1" } });
  const statement = await one<{ id: string }>(
    "select id from statements where organisation_id = $1 and withdrawn_at is null limit 1",
    [contoso],
  );
  await change("DELETE", `${step}/statements`, {
    who: ada,
    params: entitlement,
    query: `?id=${statement.id}`,
  });
  await change("POST", `${step}/statements`, { who: ada, params: entitlement, body: { reference: "C-2" } });
  await change("POST", `${step}/check`, { who: ada, params: entitlement });
  // One step alone: its plan, handed over first, then applied; then the rest as one plan, stopped.
  const made = await change<{ link: string; handOver: { id: string } }>("POST", `${step}/hand-overs`, {
    who: ada,
    params: here,
    body: { recipient: "vault-owner", days: 7 },
  });
  const secret = made.link?.split("/").at(-1) ?? "";
  await change("POST", "/api/v1/hand-over/check", { who: ada, headers: { [HAND_OVER_HEADER]: secret } });
  await change("DELETE", `${step}/hand-overs`, { who: ada, params: here, query: `?id=${made.handOver?.id}` });
  const vaultPlan = await change<Plan>("POST", `${step}/check`, { who: ada, params: here });
  await change("POST", `${step}/apply`, { who: ada, params: here, body: { planHash: vaultPlan.plan?.hash } });
  const whole = await change<Plan>("POST", inOrg("/setup/{part}/plan"), { who: ada, params: here });
  const all = { who: ada, params: here, body: { planHash: whole.plan?.hash } };
  await change("POST", inOrg("/setup/{part}/apply"), all);
  await change("POST", inOrg("/setup/{part}/cancel"), { who: ada, params: here });

  // The one-way door, where two have to agree.
  const door = { org: await idOf("Northwind Pharma"), part: "aep", step: "submit" };
  const nils = { who: await browserOf("admin@northwind.example"), params: door };
  await change("PATCH", inOrg("/policy"), {
    ...nils,
    body: { requireSecondApproval: true, coolingOffHours: 0, revision: 0 },
  });
  const submit = await change<Plan>("POST", `${step}/check`, nils);
  const wanted = { ...nils, body: { planHash: submit.plan?.hash } };
  const approvalOf = async () =>
    (
      await one<WithId>(
        "select id from approvals where organisation_id = $1 order by requested_at desc limit 1",
        [door.org],
      )
    ).id;
  await change("POST", `${step}/approval`, wanted);
  await change("DELETE", `${step}/approval`, { ...nils, query: `?id=${await approvalOf()}` });
  await change("POST", `${step}/approval`, wanted);
  await change("POST", `${step}/approval/decision`, {
    who: operator,
    params: door,
    body: { approvalId: await approvalOf(), planHash: submit.plan?.hash, decision: "approve" },
  });
}
