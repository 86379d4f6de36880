import type { ReactNode } from "react";

export function Card({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <div className={`rounded-xl border border-line bg-panel ${className}`}>{children}</div>;
}

type HeadProps = { title: string; aside?: ReactNode; level?: 2 | 3 };

export function CardHead({ title, aside, level = 2 }: HeadProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 py-4">
      <Heading className="flex-1 font-medium">{title}</Heading>
      {aside}
    </div>
  );
}
