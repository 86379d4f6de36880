import { expect, test } from "vitest";
import { firstMatch, route } from "./match";

const at = (method: string, path: string) => ({
  method,
  url: new URL(`https://management.azure.com${path}`),
});

test("names one segment, in any case, and keeps the caller's spelling", () => {
  const matcher = route("GET", "/subscriptions/{subscription}/resourceGroups/{group}");
  expect(matcher(at("GET", "/SUBSCRIPTIONS/abc/resourcegroups/My%20Group/"))).toEqual({
    subscription: "abc",
    group: "My Group",
  });
  expect(matcher(at("PUT", "/subscriptions/abc/resourceGroups/g"))).toBeNull();
  expect(matcher(at("GET", "/subscriptions/abc/resourceGroups/g/more"))).toBeNull();
});

test("a starred name takes several segments", () => {
  const matcher = route("*", "/{scope*}/providers/Microsoft.Authorization/roleAssignments/{id}");
  expect(
    matcher(
      at("PUT", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Authorization/roleAssignments/1"),
    ),
  ).toEqual({
    scope: "subscriptions/s/resourceGroups/g",
    id: "1",
  });
});

test("the first fitting entry wins", () => {
  const routes = [
    [route("GET", "/a/{x}"), 1],
    [route("GET", "/a/b"), 2],
  ] as [ReturnType<typeof route>, number][];
  expect(firstMatch(routes, at("GET", "/a/b"))).toEqual({ found: 1, params: { x: "b" } });
  expect(firstMatch(routes, at("GET", "/c"))).toBeNull();
});
