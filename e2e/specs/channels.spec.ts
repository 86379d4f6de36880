import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { control, resetWorld, sentMails, sentMessages } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";
import { verifyNow } from "../journeys/verify-now";

test.beforeEach(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

test("a channel is added, tried, and told of an alert and of its end", async ({ page, signIn, say }) => {
  test.setTimeout(150_000);
  await signIn.signInAs("admin@fabrikam.example");
  const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
    rows: { id: string; name: string }[];
  };
  const org = rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
  await page.goto(routes.alerts(org));
  await page.getByRole("link", { name: say("channels.title") }).click();
  await expect(page.getByText(say("channels.emptyTitle"))).toBeVisible();

  // An address of somebody else: refused at its field, and nothing that was typed is lost.
  await page.getByLabel(say("channels.kind")).selectOption("slack");
  await page.getByLabel(say("channels.address")).fill("https://hooks.evil.example/services/T0/B0/abc");
  await page.getByRole("textbox", { name: say("channels.name"), exact: true }).fill("On call");
  await page.getByRole("button", { name: say("channels.add"), exact: true }).click();
  await expect(page.getByText(say("errors.field.channel-host"))).toBeVisible();
  await expect(page.getByLabel(say("channels.address"))).toBeFocused();
  await expect(page.getByRole("textbox", { name: say("channels.name"), exact: true })).toHaveValue("On call");
  await page.getByLabel(say("channels.address")).fill("https://hooks.slack.com/services/T0/B0/abc");
  await page.getByRole("button", { name: say("channels.add"), exact: true }).click();
  await expect(page.getByText(say("channels.added"))).toBeVisible();

  // Mail: a stranger's address is refused, a colleague's is taken; the mail links back.
  await page.getByLabel(say("channels.kind")).selectOption("email");
  await page.getByRole("textbox", { name: say("channels.recipients") }).fill("eve@evil.example");
  await page.getByRole("textbox", { name: say("channels.name"), exact: true }).fill("Mail");
  await page.getByRole("button", { name: say("channels.add"), exact: true }).click();
  await expect(page.getByText(say("errors.field.mail-recipient"))).toBeVisible();
  await page.getByRole("textbox", { name: say("channels.recipients") }).fill("team@fabrikam.example");
  await page.getByRole("button", { name: say("channels.add"), exact: true }).click();
  const mailRow = page.getByRole("listitem").filter({ hasText: "team@fabrikam.example" });
  await mailRow.getByRole("button", { name: say("channels.test") }).click();
  await expect(mailRow.getByText(say("channels.testSent"))).toBeVisible();
  const [mail] = await sentMails();
  expect(mail).toMatchObject({ to: ["team@fabrikam.example"], encrypted: true });
  expect(mail?.text).toContain(routes.channels(org));
  await mailRow.getByRole("button", { name: say("channels.remove"), exact: true }).click();
  await mailRow.getByRole("button", { name: say("channels.removeYes") }).click();
  await expect(mailRow).toHaveCount(0);

  await page.getByRole("button", { name: say("channels.test") }).click();
  await expect(page.getByText(say("channels.testSent"))).toBeVisible();
  const sent = page.getByRole("row").filter({ hasText: say("channels.statuses.sent") });
  await expect(sent.filter({ hasText: "On call" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText("B0/abc");

  const key = { vault: "kv-fabrikam-aep", key: "adobe-cmk" };
  const verify = () => verifyNow(page.request, org, new URL(page.url()).origin);
  const heard = () => sentMessages().then((messages) => messages.map(({ body }) => body).join("\n"));
  await control("/drift", { action: "disable-key", ...key });
  await verify();
  await expect.poll(heard, { timeout: 30_000 }).toContain(say("checkReasons.key-disabled"));
  await control("/drift", { action: "enable-key", ...key });
  await verify();
  await verify();
  await expect.poll(heard, { timeout: 30_000 }).toContain(say("channels.message.resolvedText"));
  await page.reload();
  await expect(
    page
      .getByRole("row")
      .filter({ hasText: say("channels.deliveryKinds.resolved") })
      .first(),
  ).toBeVisible();

  await page.getByRole("button", { name: say("channels.remove"), exact: true }).click();
  await page.getByRole("button", { name: say("channels.removeYes") }).click();
  await expect(page.getByText(say("channels.emptyTitle"))).toBeVisible();
});
