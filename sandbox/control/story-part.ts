import type { World } from "../core/types";
import { escape, moment } from "../pages/layout";
import { STORIES, type StoryName } from "./stories";
import { storyPlaces } from "./story-places";

const titleOf = (action: string) =>
  Object.hasOwn(STORIES, action) ? STORIES[action as StoryName].title : action;

/** Stories that happened, without what takes them back: that holds keys. */
export function shownStories({ state }: World) {
  return (state.stories ?? []).map(({ before: _hidden, ...story }) => ({
    ...story,
    title: titleOf(story.action),
  }));
}

function happened(world: World): string {
  const rows = shownStories(world).reverse();
  if (rows.length === 0) return "<p>Nothing is broken.</p>";
  return `<table><thead><tr><th scope="col">What</th><th scope="col">Where</th><th scope="col">By</th><th scope="col">When</th><th scope="col">Undo</th></tr></thead><tbody>${rows
    .map(
      ({ id, title, where, by, at }) =>
        `<tr><th scope="row">${escape(title)}</th><td>${escape(where)}</td><td>${escape(by)}</td><td>${moment(at)}</td>
<td><form method="post" action="/control/stories/${id}/undo"><button aria-label="Undo: ${escape(title)}">Undo</button></form></td></tr>`,
    )
    .join("")}</tbody></table>`;
}

/** One click breaks something, another one mends it; both are in the clouds' logs, with who did it. */
export function storySection(world: World): string {
  const places = storyPlaces(world)
    .map(({ id, label }) => `<option value="${escape(id)}">${escape(label)}</option>`)
    .join("");
  const buttons = Object.entries(STORIES)
    .map(([name, { title }]) => `<button name="action" value="${name}">${escape(title)}</button>`)
    .join("\n");
  return `<h2>Stories</h2>
<form method="post" action="/control/stories"><label for="place">Whose key</label><select id="place" name="place">${places}</select>
<label for="by">Who does it (sign-in name; empty: a colleague of the platform team)</label><input id="by" name="by">
<p>${buttons}</p></form>${happened(world)}`;
}
