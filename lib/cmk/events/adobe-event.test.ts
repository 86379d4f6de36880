import { describe, expect, it } from "vitest";
import { type EventKind, readEvent } from "./adobe-event";

const envelope = (data: object, type = "aep.alert") => ({
  specversion: "1.0",
  id: "e-1",
  eventid: "e-1",
  type,
  source: "urn:adobe:cmk",
  time: "2026-11-28T10:00:00+01:00",
  recipientclientid: "our-cmk-key-access-disabled",
  data,
});

describe("what an event is about", () => {
  it.each<[EventKind, object, string?]>([
    ["key-access-disabled", { alertName: "Key access disabled" }],
    ["key-access-disabled", { alertName: "Customer managed key: Key disablement" }],
    ["key-access-disabled", { nothing: 1 }, "cmkKeyAccessDisabled"],
    ["key-access-disabled", { message: "The customer managed key is disabled. Key access failure follows." }],
    ["key-access-disabled", { title: "CMK", rule: { name: "KEY_ACCESS_DISABLED" } }],
    ["key-access-failure", { alertName: "Key access failure", message: "Is the key disabled?" }],
    ["key-access-failure", { title: "Key access failed" }],
    ["key-access-failure", { nothing: 1 }, "platform.cmk.key_access_failure"],
    ["alert-notification", { alertName: "Alert notification", text: "About your customer-managed keys" }],
    ["alert-notification", { nested: [{ deep: { text: "the Key Vault of this BYOK configuration" } }] }],
    [
      "other",
      { alertName: "Sources Flow Run Failure", message: "A key of the dataset was disabled by nobody" },
    ],
    ["other", { alertName: "Alert notification", message: "Segment job delay" }],
    ["other", { clientId: "cmk", flowId: "key-access-disabled" }],
    ["other", {}],
  ])("%s: %j %s", (kind, data, type) => {
    expect(readEvent(envelope(data, type)).kind).toBe(kind);
  });

  it("is told by the header where the body says nothing", () => {
    expect(readEvent({ "@id": "x" }, "cmk_key_access_failure")).toMatchObject({
      kind: "key-access-failure",
      code: "cmk_key_access_failure",
      ownId: "x",
    });
  });
});

it("reads the envelope, in its newer and its older spelling", () => {
  expect(readEvent(envelope({}))).toEqual({
    ownId: "e-1",
    code: "aep.alert",
    kind: "other",
    recipient: "our-cmk-key-access-disabled",
    occurredAt: "2026-11-28T09:00:00.000Z",
  });
  expect(readEvent({ event_id: "o-1", event_code: "c", recipient_client_id: "r", time: "never" })).toEqual({
    ownId: "o-1",
    code: "c",
    kind: "other",
    recipient: "r",
    occurredAt: null,
  });
});

it.each([null, 7, "text", [], [[]], { data: null }, { type: 5, id: {} }])(
  "makes something of %j",
  (event) => {
    expect(readEvent(event)).toMatchObject({ kind: "other", ownId: null, recipient: null });
  },
);

it("does not lose itself in what is large or deep", () => {
  const deep = Array.from({ length: 500 }).reduce<object>((inner) => ({ inner }), {
    text: "key access disabled",
  });
  const wide = Array.from({ length: 50_000 }, (_, index) => ({ text: `line ${index}` }));
  expect(readEvent({ id: "d", data: { deep, wide } }).kind).toBe("other");
});
