import "server-only";
import type { Framework } from "@/lib/cmk/checks/mappings";
import type {
  FrameworksView,
  FrameworkView,
  OrganisationFrameworkView,
} from "@/lib/cmk/compliance/framework-views";
import { getFramework } from "@/lib/services/compliance/get-framework";
import { getOrganisationFramework } from "@/lib/services/compliance/get-organisation-framework";
import { listFrameworks } from "@/lib/services/compliance/list-frameworks";
import { onOrganisationPage, onWidePage } from "../gates/page";

/** The page of all frameworks. */
export function loadFrameworks(): Promise<FrameworksView> {
  return onWidePage("compliance.read", listFrameworks);
}

/** The page of one framework. */
export function loadFramework(framework: Framework, page?: number): Promise<FrameworkView> {
  return onWidePage("compliance.read", (context) => getFramework(context, framework, page));
}

/** One organisation under one framework. */
export function loadOrganisationFramework(
  organisation: string,
  framework: Framework,
): Promise<OrganisationFrameworkView> {
  return onOrganisationPage(organisation, (context) => getOrganisationFramework(context, framework));
}
