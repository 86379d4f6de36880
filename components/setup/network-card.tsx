import { Card, CardHead } from "@/components/ui/card";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { NetworkRow, NetworkView } from "@/lib/cmk/network/network-view";

const TONE: Record<NetworkRow["reachable"], Tone> = {
  yes: "ok",
  "not-yet": "wait",
  no: "bad",
  unknown: "quiet",
};
/** Only Adobe's way in decides; for the others a closed door is nothing wrong. */
const toneOf = ({ caller, reachable }: NetworkRow): Tone =>
  reachable === "no" && !caller.startsWith("adobe-") ? "quiet" : TONE[reachable];

type Props = { network: NetworkView; words: Words };

/** Who reaches the vault, and why: one row per caller. */
export function NetworkCard({ network, words }: Props) {
  return (
    <Card>
      <CardHead title={words.t("network.title")} level={3} />
      <NetworkTable network={network} words={words} />
    </Card>
  );
}

export function NetworkTable({ network, words: { t } }: Props) {
  return (
    <>
      <p className="px-4 pb-3 text-xs text-ink3 md:px-5">{t("network.lead")}</p>
      <table className="w-full text-[13px]">
        <thead>
          <tr className="text-left text-xs text-ink3 max-md:sr-only">
            <th scope="col" className="py-2 pl-5 font-medium">
              {t("network.caller")}
            </th>
            <th scope="col" className="py-2 font-medium">
              {t("network.reached")}
            </th>
            <th scope="col" className="py-2 pr-5 font-medium">
              {t("network.why")}
            </th>
          </tr>
        </thead>
        <tbody>
          {network.rows.map((row) => (
            <tr
              key={row.caller}
              className="border-t border-line2 align-top max-md:flex max-md:flex-wrap max-md:px-4"
            >
              <th scope="row" className="py-2.5 pr-4 text-left font-normal max-md:flex-1 md:w-2/5 md:pl-5">
                {t(`network.callers.${row.caller}`)}
                <span className="mt-0.5 block text-xs text-ink3">
                  {row.address
                    ? t("network.from", { address: row.address })
                    : t(`network.details.${row.caller}`)}
                </span>
              </th>
              <td className={`py-2.5 pr-4 whitespace-nowrap ${TEXT_OF[toneOf(row)]}`}>
                <span className="flex items-center gap-1.5">
                  <ToneIcon tone={toneOf(row)} />
                  {t(`network.states.${row.reachable}`)}
                </span>
              </td>
              <td className="py-2.5 pr-5 text-xs text-ink2 max-md:basis-full max-md:pt-0">
                {row.until
                  ? t("network.notYet", { until: `${row.until.slice(11, 16)} UTC` })
                  : t(`network.reasons.${row.reason}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {network.notes.length > 0 ? (
        <ul className="space-y-2 border-t border-line2 px-4 py-3 text-xs text-ink2 md:px-5">
          {network.notes.map((note) => (
            <li key={note.key} className="max-w-[80ch] break-words">
              {t(`network.notes.${note.key}`, note.params)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
