// One's own profile, and finding others.
import { expect, live, test } from "../story.mjs";

test.use({ role: "lecturer", contextOptions: { reducedMotion: "reduce" } });

const said = (page) => page.locator(".flash-region");

test("a lecturer writes their office hours, and a learner finds them @both", async ({ page, as }) => {
  await page.goto("/courses");
  await page.getByLabel(/, account of /).click();
  await page.getByRole("link", { name: "Your profile" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your profile");
  await expect(page.getByLabel("Primary E-Mail")).toHaveCount(0);
  await page.getByLabel("Title").selectOption("Prof.");
  await page.getByLabel("Office Hours").fill("Mondays, 10:00\n<b>Room</b> 4");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(said(page)).toContainText("Saved.");
  await page.reload();
  await live(page);
  await expect(page.getByLabel("Title")).toHaveValue("Prof.");
  const student = await as("student");
  await student.goto("/courses");
  await student.getByRole("link", { name: "People", exact: true }).first().click();
  await student.getByLabel("Search people").fill("whitfield");
  const row = student.getByRole("row").filter({ hasText: "Whitfield, Hannah" });
  await expect(row).toContainText("Prof.");
  await expect(row).toContainText("<b>Room</b> 4");
  await expect(student).toHaveURL(/q=whitfield/);
});

test("learners' numbers and addresses are for those who work in the school", async ({ page, as }) => {
  await page.goto("/people?q=nguyen+thu+ha");
  await expect(page.getByRole("row").filter({ hasText: "@" }).first()).toBeVisible();
  const student = await as("student");
  await student.goto("/people?q=nguyen+thu+ha");
  await expect(student.getByRole("rowheader").first()).toBeVisible();
  await expect(student.getByRole("row").filter({ hasText: "@" })).toHaveCount(0);
  await student.goto("/people?q=zzz");
  await expect(student.getByText("Nobody found")).toBeVisible();
});
