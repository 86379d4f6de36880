import ICAL from "ical.js";
import { expect, it } from "vitest";
import { renderCalendar } from "./calendar";

const event = {
  uid: "org-aep-key-expires",
  at: "2027-03-28T01:30:00.000Z",
  title: "Fin de la clé ; à renouveler, vite",
  text: "AEP\nsecond line, with; signs",
  link: "https://clavis.example/organisations/1/overview",
};

it("is read by another library as it was meant: the same instant in any zone, the same uid each time", () => {
  const text = renderCalendar("Contoso", "clavis.example", [event]);
  const read = new ICAL.Component(ICAL.parse(text));
  const [found] = read.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  expect(found?.uid).toBe("org-aep-key-expires@clavis.example");
  expect(found?.summary).toBe(event.title);
  expect(found?.startDate.toJSDate().toISOString()).toBe(event.at);
  expect(found?.description).toBe(`${event.text}\n${event.link}`);
  expect(text).toContain("DTSTART:20270328T013000Z");
  expect(renderCalendar("Contoso", "clavis.example", [event])).toBe(text);
});
