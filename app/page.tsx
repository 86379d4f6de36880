import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { loadShell } from "@/lib/server/loaders/load-shell";

/** The start depends on what one is here for: setting up, the answer for leaders, or looking something up. */
export default async function HomePage() {
  const { roles, organisations } = await loadShell();
  const [first] = organisations;
  if (roles.includes("admin")) redirect(first ? routes.setup(first.id) : routes.newOrganisation());
  redirect(roles.includes("leader") ? routes.compliance() : routes.organisations());
}
