import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import type { Words } from "@/components/ui/words";
import type { FrameworkView } from "@/lib/cmk/compliance/framework-views";
import { CONTROL_STATES } from "@/lib/cmk/compliance/frameworks";
import { routes } from "@/lib/routes";
import { CONTROL_TONE } from "./control-tone";

/** Controls with the checks that are their evidence, and in how many organisations they stand how. */
export function ControlTable({ view, words: { t } }: { view: FrameworkView; words: Words }) {
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="md"
        columns={[t("compliance.control"), t("compliance.evidence"), t("compliance.stateIn")]}
      />
      <tbody>
        {view.controls.map(({ id, checks, counts }) => (
          <tr
            key={id}
            className="border-t border-line2 align-top max-md:block max-md:space-y-1.5 max-md:px-5 max-md:py-3 md:*:py-2.5"
          >
            <th scope="row" className="pr-4 text-left font-mono text-xs font-medium max-md:block md:pl-5">
              {id}
            </th>
            <td className="pr-4 max-md:block">
              <ul>
                {checks.map((check) => (
                  <li key={check}>
                    <Link
                      href={routes.check(check)}
                      prefetch={false}
                      className="hover:text-accent hover:underline"
                    >
                      {t(`checks.${check}.title`)}
                    </Link>{" "}
                    <span className="font-mono text-[11px] text-ink3">{check}</span>
                  </li>
                ))}
              </ul>
            </td>
            <td className="max-md:block md:pr-5">
              <span className="flex flex-wrap gap-1.5">
                {CONTROL_STATES.filter((state) => counts[state] > 0).map((state) => (
                  <StatusChip
                    key={state}
                    tone={CONTROL_TONE[state]}
                    word={t("compliance.stateCount", {
                      state: t(`compliance.controlStates.${state}`),
                      count: counts[state],
                    })}
                  />
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
