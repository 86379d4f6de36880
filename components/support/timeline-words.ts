import { actionWord } from "@/components/audit/action-word";
import { plainSubject } from "@/components/audit/subject-word";
import type { IconName } from "@/components/ui/icon-drawings";
import { shorten } from "@/components/ui/shorten";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import type { TimelineEntry } from "@/lib/cmk/timeline/timeline-views";
import { operationWord, subjectWord } from "./compare-words";

/** Icon and colour of an entry: colour only where it says how things stand. */
export function lookOf({ source, kind }: TimelineEntry): { icon: IconName; tone: Tone } {
  if (source === "adobe") return { icon: "bell", tone: "bad" };
  if (source === "finding") return { icon: "shield", tone: kind === "closed" ? "ok" : "bad" };
  if (source === "activity" || source === "observation") return { icon: "pencil", tone: "wait" };
  if (source === "note") return { icon: "note", tone: "accent" };
  return { icon: "person", tone: "quiet" };
}

/** What happened, in a line. */
export function titleOf(entry: TimelineEntry, words: Words): string {
  const { t, has } = words;
  const { source, kind, subject, changes } = entry;
  switch (source) {
    case "audit":
      return actionWord(kind, words);
    case "observation":
      return t(changes.length > 0 ? "support.timeline.changed" : "support.timeline.seen", {
        subject: subjectWord(kind, words),
      });
    case "finding":
      return `${has(`checks.${subject}.title`) ? t(`checks.${subject}.title`) : subject}: ${t(`findingEvents.${kind}`)}`;
    case "activity":
      return operationWord(kind);
    case "adobe": {
      const key = `eventFeed.kinds.${kind}`;
      return t("support.timeline.adobe", { kind: has(key) ? t(key) : kind });
    }
    case "note":
      return t("support.timeline.sources.note");
  }
}

/** Where it is from, who did it, and about what. */
export function whereOf(entry: TimelineEntry, words: Words): string {
  const { t, has } = words;
  const { source, who, subject, part, text } = entry;
  const from = source === "audit" ? "" : t(`support.timeline.sources.${source}`);
  const named = subject && source !== "finding" && !GUID_PATTERN.test(subject) ? subject : "";
  const plain = source === "audit" ? plainSubject(named, words) : null;
  const about =
    source === "observation" && has(`sources.${named}`) ? t(`sources.${named}`) : (plain ?? named);
  const place = part && !about.startsWith(`${part}/`) ? t(`parts.${part}.short`) : "";
  const status = source === "activity" && text ? text : "";
  return [from, who ?? "", about.length > 48 ? shorten(about, 8, 36) : about, place, status]
    .filter(Boolean)
    .join(", ");
}
