import "server-only";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { ALL_STEPS } from "@/lib/cmk/parts";
import { may, type Permission, type Role } from "@/lib/cmk/permissions";
import type { Command, CommandAction } from "@/lib/cmk/search/command";
import { listOrganisations } from "@/lib/db/list-organisations";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { WideContext } from "@/lib/services/wide-context";

type Place = [label: string, href: string, permission: Permission | null];

const pagesOf = (id: string): Place[] => [
  ["nav.overview", routes.overview(id), "finding.read"],
  ["nav.setup", routes.setup(id), "setup.read"],
  ["nav.verification", routes.verification(id), "finding.read"],
  ["nav.alerts", routes.alerts(id), "alert.read"],
  ["exceptions.title", routes.exceptions(id), "finding.read"],
  ["channels.title", routes.channels(id), "channel.read"],
  ["eventFeed.title", routes.eventFeed(id), "event-feed.read"],
  ["nav.configuration", routes.organisation(id), "configuration.read"],
  ["support.tabs.compare", routes.compare(id), "configuration.read"],
  ["support.tabs.timeline", routes.timeline(id), "audit.read"],
  ["support.tabs.attempts", routes.attempts(id), "configuration.read"],
  ["nav.audit", routes.audit(id), "audit.read"],
  ["nav.settings", routes.settings(id), "organisation.update"],
];

const PAGES: Place[] = [
  ["nav.inbox", routes.inbox(), "note.read"],
  ["nav.compliance", routes.compliance(), "compliance.read"],
  ["nav.organisations", routes.organisations(), "organisation.read"],
  ["nav.checks", routes.checks(), "finding.read"],
  ["nav.encryption", routes.encryption(), null],
  ["nav.decode", routes.decode(), "error.decode"],
];

const PREFERENCES: [label: string, action: CommandAction][] = [
  ["palette.actions.english", "locale:en"],
  ["palette.actions.french", "locale:fr"],
  ["palette.actions.light", "theme:light"],
  ["palette.actions.dark", "theme:dark"],
  ["palette.actions.system", "theme:system"],
];

/** The organisation that was named, or else the first one; null when the person belongs to none. Throws NOT_FOUND. */
async function currentOrganisation(context: WideContext, id: string | undefined) {
  if (id && context.rolesIn(id).length === 0)
    throw new AppError("NOT_FOUND", "There is no such organisation in scope.", {
      details: { reason: "organisation" },
    });
  return readWithScope(context.scope, async (tx) => {
    const row = id ? await getOrganisation(tx, id) : (await listOrganisations(tx, { limit: 1 })).rows[0];
    return row ? { id: row.id, name: row.name } : null;
  });
}

/**
 * Everything that the palette offers beside organisations: what a role may not open is not in it. `bindsEverybody`:
 * an administrator of all organisations asks. Throws NOT_FOUND for an organisation that is not theirs.
 */
export async function listCommands(
  context: WideContext,
  id: string | undefined,
  bindsEverybody: boolean,
): Promise<Command[]> {
  const t = context.words?.t ?? ((key: string) => key);
  const organisation = await currentOrganisation(context, id);
  const own = organisation ? context.rolesIn(organisation.id) : [];
  const anywhere = context.actor.kind === "user" ? context.actor.roles : [];
  const open = (roles: Role[], hint: string | null) => (place: Place) =>
    place[2] === null || may(roles, place[2]) ? [page(place, hint)] : [];
  const page = ([label, href]: Place, hint: string | null): Command => ({
    group: "pages",
    label: t(label),
    hint,
    href,
    action: null,
  });
  const act = (label: string, action: CommandAction, hint: string | null = null): Command => ({
    group: "actions",
    label: t(label),
    hint,
    href: null,
    action,
  });
  const here = organisation && may(own, "setup.read") ? organisation : null;
  return [
    ...(organisation ? pagesOf(organisation.id).flatMap(open(own, organisation.name)) : []),
    ...PAGES.flatMap(open(anywhere, null)),
    ...(bindsEverybody ? [page(["everybody.title", routes.everybody(), null], null)] : []),
    ...ALL_STEPS.flatMap(({ part, id: step, key }): Command[] =>
      here
        ? [
            {
              group: "steps",
              label: t(`steps.${key.replace("/", ".")}.name`),
              hint: `${t(`parts.${part}.short`)}, ${here.name}`,
              href: routes.step(here.id, part, step),
              action: null,
            },
          ]
        : [],
    ),
    ...(may(anywhere, "finding.read") ? CHECK_IDS : []).map(
      (check): Command => ({
        group: "checks",
        label: t(`checks.${check}.title`),
        hint: check,
        href: routes.check(check),
        action: null,
      }),
    ),
    ...(organisation && may(own, "setup.check")
      ? [act("palette.actions.verify", "verify", organisation.name)]
      : []),
    ...(may(anywhere, "organisation.create")
      ? [
          {
            ...act("palette.actions.newOrganisation", "verify"),
            action: null,
            href: routes.newOrganisation(),
          },
        ]
      : []),
    ...PREFERENCES.map(([label, action]) => act(label, action)),
  ];
}
