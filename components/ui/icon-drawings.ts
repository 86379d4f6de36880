import * as activity from "lucide-react/icons/activity";
import * as arrowDown from "lucide-react/icons/arrow-down";
import * as arrowRight from "lucide-react/icons/arrow-right";
import * as arrowUp from "lucide-react/icons/arrow-up";
import * as bell from "lucide-react/icons/bell";
import * as book from "lucide-react/icons/book-open-check";
import * as building from "lucide-react/icons/building-complex";
import * as check from "lucide-react/icons/check";
import * as chevrons from "lucide-react/icons/chevrons-up-down";
import * as circle from "lucide-react/icons/circle";
import * as circleCheck from "lucide-react/icons/circle-check";
import * as circleDot from "lucide-react/icons/circle-dot";
import * as copy from "lucide-react/icons/copy";
import * as download from "lucide-react/icons/download";
import * as fileCheck from "lucide-react/icons/file-check";
import * as sliders from "lucide-react/icons/file-sliders";
import * as flask from "lucide-react/icons/flask-conical";
import * as gauge from "lucide-react/icons/gauge";
import * as inbox from "lucide-react/icons/inbox";
import * as key from "lucide-react/icons/key-round";
import * as languages from "lucide-react/icons/languages";
import * as list from "lucide-react/icons/list-checks";
import * as lock from "lucide-react/icons/lock";
import * as signOut from "lucide-react/icons/log-out";
import * as menu from "lucide-react/icons/menu";
import * as note from "lucide-react/icons/message-square";
import * as octagon from "lucide-react/icons/octagon-exclamation-point";
import * as pencil from "lucide-react/icons/pencil";
import * as play from "lucide-react/icons/play";
import * as plus from "lucide-react/icons/plus";
import * as refresh from "lucide-react/icons/refresh-cw";
import * as history from "lucide-react/icons/rotate-ccw-clock";
import * as scale from "lucide-react/icons/scale";
import * as scan from "lucide-react/icons/scan-text";
import * as search from "lucide-react/icons/search";
import * as shield from "lucide-react/icons/shield-check";
import * as settings from "lucide-react/icons/sliders-horizontal";
import * as textSearch from "lucide-react/icons/text-search";
import * as timer from "lucide-react/icons/timer";
import * as person from "lucide-react/icons/user-round";
import * as users from "lucide-react/icons/users";
import * as close from "lucide-react/icons/x";

import type { Tone } from "./tone";

type Drawing = { __iconData?: { node: [tag: string, attributes: Record<string, string | number>][] } };

const DRAWINGS = {
  "tone-ok": circleCheck,
  "tone-wait": timer,
  "tone-bad": octagon,
  "tone-accent": circleDot,
  "tone-quiet": circle,
  activity,
  "arrow-down": arrowDown,
  "arrow-right": arrowRight,
  "arrow-up": arrowUp,
  bell,
  book,
  building,
  check,
  chevrons,
  close,
  copy,
  download,
  "file-check": fileCheck,
  flask,
  gauge,
  history,
  inbox,
  key,
  languages,
  list,
  lock,
  menu,
  note,
  pencil,
  person,
  play,
  plus,
  refresh,
  scale,
  scan,
  search,
  settings,
  shield,
  "sign-out": signOut,
  sliders,
  "text-search": textSearch,
  users,
} satisfies Record<`tone-${Tone}`, object> & Record<string, object>;

export type IconName = keyof typeof DRAWINGS;

function symbol([name, drawing]: [string, Drawing]): string {
  const paths = (drawing.__iconData?.node ?? []).map(([tag, { key: _key, ...attributes }]) => {
    const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
    return `<${tag}${written.join("")}/>`;
  });
  const pen =
    'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="icon-${name}" viewBox="0 0 24 24" ${pen}>${paths.join("")}</symbol>`;
}

/** The file of all drawings: `icons.svg` beside this, which the browser loads once and keeps. */
export function drawSheet(): string {
  const symbols = Object.entries(DRAWINGS as Record<string, Drawing>).map(symbol);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">\n${symbols.join("\n")}\n</svg>\n`;
}
