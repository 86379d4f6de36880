import { exactTime } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { ApprovalView } from "@/lib/cmk/views";

type Props = { approval: ApprovalView; expiresAt: string | null; words: Words };

/** Who asked for which plan and when, who decided, why, and until when it counts. */
export function ApprovalFacts({ approval, expiresAt, words }: Props) {
  const { t } = words;
  const { planHash, requestedByName, requestedAt, decidedByName, decidedAt, reason, status } = approval;
  const at = (name: string, time: string) => `${name}, ${exactTime(words, time)}`;
  const rows: [label: string, value: string | null, mono?: boolean][] = [
    ["approval.plan", planHash.slice(0, 12), true],
    ["approval.requestedBy", at(requestedByName, requestedAt)],
    [
      status === "declined" ? "approval.declinedBy" : "approval.decidedBy",
      decidedByName && decidedAt ? at(decidedByName, decidedAt) : null,
    ],
    ["approval.note", reason],
    ["approval.expires", expiresAt && exactTime(words, expiresAt)],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-[13px]">
      {rows.map(([label, value, mono]) =>
        value ? (
          <div key={label} className="contents">
            <dt className="text-ink3">{t(label)}</dt>
            <dd className={`min-w-0 break-words ${mono ? "font-mono text-xs" : ""}`}>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
