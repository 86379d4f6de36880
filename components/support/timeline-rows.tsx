"use client";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-drawings";
import { TextTime, type TimeTexts } from "@/components/ui/time-text";
import { TEXT_OF, type Tone } from "@/components/ui/tone";

export type TimelineRow = {
  id: string;
  icon: IconName;
  tone: Tone;
  title: string;
  where: string;
  text?: string;
  changes: { name: string; before: string | null; after: string | null }[];
  link?: { href: string; text: string };
  time: TimeTexts;
};

/** The entries of a timeline: one piece, so that the page carries little more than their words. */
export function TimelineRows({ rows }: { rows: TimelineRow[] }) {
  return (
    <ol className="relative px-5 pb-1 before:absolute before:top-2 before:bottom-8 before:left-[33px] before:w-px before:bg-line">
      {rows.map(({ id, icon, tone, title, where, text, changes, link, time }) => (
        <li key={id} id={`entry-${id}`} className="relative flex gap-3 pb-5">
          <span
            className={`z-10 grid size-7 shrink-0 place-items-center rounded-full border border-line bg-panel ${TEXT_OF[tone]}`}
          >
            <Icon name={icon} className="size-3.5" />
          </span>
          <div className="min-w-0 flex-1">
            <p className="text-[13px] [overflow-wrap:anywhere]">{title}</p>
            <p className="mt-0.5 text-xs text-ink3 [overflow-wrap:anywhere]">{where}</p>
            {text ? (
              <p className="mt-1 text-[13px] whitespace-pre-wrap text-ink2 [overflow-wrap:anywhere]">
                {text}
              </p>
            ) : null}
            {changes.map(({ name, before, after }) => (
              <p key={name} className="mt-1 font-mono text-xs leading-5 text-ink3 [overflow-wrap:anywhere]">
                {name}: {before === null ? null : <del>{before}</del>}{" "}
                {after === null ? null : (
                  <ins className="rounded bg-waitsoft px-1 text-wait no-underline">{after}</ins>
                )}
              </p>
            ))}
            {link ? (
              <Link href={link.href} prefetch={false} className="text-xs underline underline-offset-2">
                {link.text}
              </Link>
            ) : null}
          </div>
          <span className="shrink-0 text-xs text-ink3">
            <TextTime time={time} />
          </span>
        </li>
      ))}
    </ol>
  );
}
