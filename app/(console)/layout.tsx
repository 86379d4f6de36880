import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/layout/console-shell";
import { loadShell } from "@/lib/server/loaders/load-shell";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { environment, credentialEnds, user, roles, organisations, unread, bindsEverybody } =
    await loadShell();
  const sandbox = environment.kind === "sandbox" ? environment : null;
  return (
    <ConsoleShell
      user={user}
      roles={roles}
      organisations={organisations}
      unread={unread}
      bindsEverybody={bindsEverybody}
      sandbox={sandbox}
      credentialEnds={credentialEnds}
    >
      {children}
    </ConsoleShell>
  );
}
