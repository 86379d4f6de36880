import { AsyncResource } from "node:async_hooks";
import { expect, it } from "vitest";
import { hearAnswers, isHeard, noteAnswer } from "./vendor-answers";

const answer = {
  vendor: "azure",
  method: "GET",
  address: "https://a.example/",
  status: 200,
  body: "{}",
} as const;

it("hears the newest answer of each address, and no answer to what changes something", async () => {
  const { result, answers } = await hearAnswers(async () => {
    noteAnswer({ ...answer, body: "old" });
    noteAnswer(answer);
    noteAnswer({ ...answer, method: "POST", address: "https://b.example/" });
    return 7;
  });
  expect(result).toBe(7);
  expect(answers).toEqual([{ ...answer, truncated: false, at: expect.any(Date) }]);
});

it("holds on to nothing once the work is over, whatever outlives it", async () => {
  const outliving: AsyncResource[] = [];
  const begin = async () => void outliving.push(new AsyncResource("CONNECTION"));
  await hearAnswers(begin);
  const failing = () => begin().then(() => Promise.reject(new Error("cut")));
  await expect(hearAnswers(failing)).rejects.toThrow("cut");
  expect(outliving.map((one) => one.runInAsyncScope(isHeard, null, "GET"))).toEqual([false, false]);
});
