import { branchesOf, packFor } from "@/components/ui/load-words";
import type { Messages, MessageTree } from "@/components/ui/words";
import type { StepDefinition } from "@/lib/cmk/parts";

const RUN = ["common", "errors", "failures", "parts", "properties", "runs", "step", "vendors"];
const PANEL = [
  ...RUN,
  "actors",
  "decoded",
  "fits",
  "handOver",
  "needs",
  "reasons",
  "requirements",
  "sources",
  "states",
  "status",
  "waiting",
];
/** What only some steps say. */
const OF_STEP: Partial<Record<StepDefinition["id"], string[]>> = {
  vault: ["network", "recovery"],
  key: ["keyLife", "recovery"],
  app: ["recovery"],
  role: ["recovery"],
  "app-access": ["recovery"],
  submit: ["approval", "causes", "door"],
  enablement: ["approval", "causes", "door"],
};

/** Of the other steps the browser says no more than the names. */
function stepsFor({ part, id }: StepDefinition, steps: MessageTree): MessageTree {
  const parts = Object.entries(steps).map(([name, texts]) => {
    const named = Object.entries(texts as MessageTree).map(([step, own]) => {
      const whole = name === part && step === id;
      return [step, whole ? own : { name: (own as MessageTree).name ?? "" }];
    });
    return [name, Object.fromEntries(named)];
  });
  return Object.fromEntries(parts);
}

/** The words that the browser needs on a step's page: every one of them is sent with every page. */
export async function setupMessages(step: StepDefinition): Promise<{ panel: Messages; run: Messages }> {
  const pack = (name: string, branches: string[]) =>
    packFor(`${name} ${step.key}`, (all) => ({
      ...branchesOf(all, branches),
      steps: stepsFor(step, all.steps as MessageTree),
    }));
  const [panel, run] = await Promise.all([
    pack("panel", [...PANEL, ...(OF_STEP[step.id] ?? [])]),
    pack("run", RUN),
  ]);
  return { panel, run };
}
