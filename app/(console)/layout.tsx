import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/layout/console-shell";
import { loadShell } from "@/lib/server/loaders/load-shell";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, roles, organisations, unread, environment } = await loadShell();
  const sandbox = environment.kind === "sandbox" ? environment : null;
  return (
    <ConsoleShell user={user} roles={roles} organisations={organisations} unread={unread} sandbox={sandbox}>
      {children}
    </ConsoleShell>
  );
}
