import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Mail, MailOutcome } from "@/lib/cmk/mail/send-mail";
import type { ReportWish } from "@/lib/cmk/report/report-schedule";
import { EVERYTHING } from "@/lib/db/test-world";
import { AppError } from "@/lib/errors";
import { icuWordsOf } from "@/lib/i18n/icu-words";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { WideContext } from "../wide-context";
import { downloadReport } from "./download-report";
import { endReportsByLink } from "./end-by-link";
import { queueReports } from "./queue-reports";
import type { ReportTools } from "./report-tools";
import { getReportSchedule, saveReportSchedule } from "./schedule-report";
import { sendReports } from "./send-reports";

// Every report is set as a PDF: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000 });

let world: SetupWorld;
let mails: Mail[] = [];
let outcome: MailOutcome = { ok: true, refused: [] };
let now = new Date("2026-11-28T12:00:00Z");
let gone = false;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world?.end());
beforeEach(async () => {
  await world.owner.query("delete from report_schedules");
  mails = [];
  outcome = { ok: true, refused: [] };
  gone = false;
  now = new Date("2026-11-28T12:00:00Z");
});

const WISH: ReportWish = { cadence: "weekly", weekday: 1, hour: 8, timeZone: "Europe/Paris", locale: "fr" };
const reader = (): WideContext => {
  const own = world.as(["leader"]);
  const actor = { ...own.actor, upn: "leader@example.test" } as WideContext["actor"];
  return { ...own, actor, now: () => now, rolesIn: () => ["leader"] };
};
const system = () => ({ ...world.system(), scope: EVERYTHING, now: () => now });
const tools = (): ReportTools => ({
  mail: true,
  sendMail: (mail) => {
    mails.push(mail);
    return Promise.resolve(outcome);
  },
  wordsOf: (locale) => icuWordsOf(locale === "fr" ? "fr" : "en"),
  readerOf: () => (gone ? Promise.reject(new AppError("NOT_FOUND", "gone")) : Promise.resolve(reader())),
  linkTo: {
    compliance: () => "https://c.test/compliance",
    end: (token) => `https://c.test/unsubscribe/${token}`,
  },
});
const schedule = () => saveReportSchedule(reader(), system(), tools(), WISH);
const sweep = async () => {
  await queueReports(system(), 10);
  return sendReports(system(), tools(), 10);
};
const sends = async () => (await getReportSchedule(reader(), tools())).sends;
const trail = async () =>
  (
    await world.owner.query(
      "select action from audit_entries where organisation_id is null order by sequence",
    )
  ).rows.map((row: { action: string }) => row.action);

describe("the report by mail", () => {
  it("is sent once for its period, at its hour in its zone, in its language, with a PDF and a way to stop it", async () => {
    expect((await schedule()).nextAt).toBe("2026-11-30T07:00:00.000Z");
    expect(await sweep()).toBe(0);
    now = new Date("2026-11-30T07:00:01Z");
    const [first, second] = await Promise.all([sweep(), sweep()]);
    expect([first + second, mails.length, await sweep()]).toEqual([1, 1, 0]);
    const [mail] = mails;
    expect(mail?.to).toEqual(["leader@example.test"]);
    expect(mail?.subject).toContain("pas encore protégée");
    expect(
      Buffer.from(mail?.attachments?.[0]?.content ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(mail?.manageUrl).toMatch(/unsubscribe\/[\w-]{43}$/);
    expect(await sends()).toMatchObject([{ status: "sent", at: "2026-11-30T07:00:00.000Z", problem: null }]);
    expect(await trail()).toEqual(expect.arrayContaining(["report.scheduled", "report.sent"]));
  });

  it("is tried again when the server does not answer, a bounded number of times, and not when it refuses", async () => {
    await schedule();
    now = new Date("2026-11-30T07:00:01Z");
    outcome = { ok: false, code: "mail-unavailable", status: null, again: true, retryAfterSeconds: null };
    for (let round = 0; round < 10; round += 1) {
      await sweep();
      now = new Date(now.getTime() + 7 * 3_600_000);
    }
    expect(mails).toHaveLength(7);
    expect(await sends()).toMatchObject([{ status: "failed", problem: "mail-unavailable", attempts: 7 }]);
    now = new Date("2026-12-07T07:00:01Z");
    outcome = { ok: false, code: "mail-refused", status: 550, again: false, retryAfterSeconds: null };
    await sweep();
    expect((await sends())[0]).toMatchObject({ status: "failed", problem: "mail-refused", attempts: 1 });
  });

  it("comes once, not five times, after a worker stood still for five weeks", async () => {
    await schedule();
    now = new Date("2027-01-05T12:00:00Z");
    await sweep();
    await sweep();
    expect(mails).toHaveLength(1);
    expect((await getReportSchedule(reader(), tools())).nextAt).toBe("2027-01-11T07:00:00.000Z");
  });

  it("ends by the link in a mail, and for whoever may read nothing any more", async () => {
    await schedule();
    now = new Date("2026-11-30T07:00:01Z");
    await sweep();
    const token = mails[0]?.manageUrl?.split("/").at(-1) ?? "";
    await expect(endReportsByLink(system(), "A".repeat(43))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await endReportsByLink(system(), token);
    await endReportsByLink(system(), token);
    expect((await getReportSchedule(reader(), tools())).wish).toBeNull();
    expect((await trail()).filter((action) => action === "report.ended")).toHaveLength(1);
    await schedule();
    gone = true;
    now = new Date("2026-12-07T07:00:01Z");
    await sweep();
    expect([mails.length, (await getReportSchedule(reader(), tools())).wish]).toEqual([1, null]);
  });

  it("is refused to the wrong role, to another person, and where there is no server or no address", async () => {
    const nobody = { ...reader(), actor: world.as([]).actor };
    await expect(saveReportSchedule(nobody, system(), tools(), WISH)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(queueReports(reader(), 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(sendReports(reader(), tools(), 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      saveReportSchedule(reader(), system(), { ...tools(), mail: false }, WISH),
    ).rejects.toMatchObject({ code: "NOT_CONFIGURED" });
    const odd = { ...reader(), actor: { ...reader().actor, upn: "ada" } as WideContext["actor"] };
    await expect(saveReportSchedule(odd, system(), tools(), WISH)).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await schedule();
    const them = {
      ...world.as(["leader"], world.theirs),
      actor: { ...world.as(["leader"], world.theirs).actor, userId: world.them.id } as WideContext["actor"],
      scope: { ...world.as(["leader"], world.theirs).scope, userId: world.them.id } as WideContext["scope"],
      rolesIn: () => ["leader" as const],
    };
    expect((await getReportSchedule(them, tools())).wish).toBeNull();
  });
});

describe("the report as PDF", () => {
  it("is written for hostile names in both languages, and recorded before it leaves", async () => {
    const evil = "=cmd|'/c calc'!A1 \u202Egnp.exe \u0000<script>alert(1)</script> 株式会社 \uD83D\uDD11";
    await world.owner.query("update organisations set name = $1 where id = $2", [
      evil.replace("\u0000", ""),
      world.mine.id,
    ]);
    for (const [locale, timeZone] of [
      ["en", "Asia/Kathmandu"],
      ["fr", "Pacific/Kiritimati"],
    ] as const) {
      const wanted = { filter: {}, timeZone, words: icuWordsOf(locale) };
      const { pdf, view } = await downloadReport(reader(), system(), wanted);
      const written = await text(pdf);
      expect([written.startsWith("%PDF-1.7"), written.trimEnd().endsWith("%%EOF"), view.rows.length]).toEqual(
        [true, true, 1],
      );
    }
    expect((await trail()).filter((action) => action === "report.downloaded")).toHaveLength(2);
    const nobody = { ...reader(), actor: world.as([]).actor };
    await expect(
      downloadReport(nobody, system(), { filter: {}, timeZone: "UTC", words: icuWordsOf("en") }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
