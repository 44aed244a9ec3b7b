// A course's Setup: who runs it, and who is enrolled in a period.
import { pick, said, tabTo, undo } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator" });

const SETUP = "/courses/MED-201/setup";

/** The contacts of a kind. */
const kind = (page, name) => page.locator(".setup__kind").filter({ has: page.getByRole("heading", { name }) });
const learners = (page) => page.getByRole("region", { name: "Learners" });
const enrolled = (page) => page.locator(".page-head .badge");

test("contacts are added and removed, with Undo; who lacks the role is not offered @both", async ({ page }) => {
  await page.goto(SETUP);
  const assistants = kind(page, "Teaching assistants");
  await page.getByLabel("Add as").selectOption({ label: "Teaching assistants" });
  await pick(page, "Add a contact", "haddad, o", "Haddad, Omar");
  await expect(said(page)).toContainText("Haddad, Omar added to Teaching assistants.");
  await expect(assistants).toContainText("Haddad, Omar");
  await assistants.getByRole("button", { name: "Remove Haddad, Omar from Teaching assistants" }).click();
  await expect(said(page)).toContainText("Haddad, Omar removed from Teaching assistants.");
  await expect(assistants).not.toContainText("Haddad, Omar");
  await said(page).getByRole("button", { name: "Undo", exact: true }).click();
  await expect(assistants).toContainText("Haddad, Omar");
  await page.reload();
  await live(page);
  await expect(assistants).toContainText("Haddad, Omar");

  await page.getByLabel("Add as").selectOption({ label: "Course directors" });
  await page.getByRole("combobox", { name: "Add a contact" }).fill("haddad, o");
  const option = page.getByRole("listbox").getByRole("option");
  await expect(option).toContainText("Needs the role director (faculty)");
  await expect(option).toHaveAttribute("aria-disabled", "true");
});

test("a cohort is enrolled and taken out again @both", async ({ page }) => {
  await page.goto("/courses/MED-201/setup?period=3");
  const before = await enrolled(page).innerText();
  const cohort = page.getByLabel("Add a cohort");
  const choice = cohort.locator("option").nth(1);
  const [name, size] = (await choice.innerText()).split(" · ");
  await cohort.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(said(page)).toContainText(`${name} enrolled.`);
  await expect(enrolled(page)).toHaveText(`${Number.parseInt(before, 10) + Number.parseInt(size, 10)} enrolled`);
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(said(page)).toContainText(`${name} withdrawn.`);
  await expect(enrolled(page)).toHaveText(before);
});

test("a learner is enrolled by name, by keyboard alone, and marked so @both", async ({ page }) => {
  await page.goto(SETUP);
  const field = page.getByRole("combobox", { name: "Add a learner" });
  await tabTo(page, field);
  await page.keyboard.type("abebe, s");
  // While one types, more are found.
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("listbox").getByRole("option")).toContainText("Abebe, Selam");
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Abebe, Selam enrolled.");
  await expect(enrolled(page)).toHaveText("161 enrolled");
  await page.getByLabel("Search learners").fill("abebe, selam");
  await expect(learners(page).getByRole("row").nth(1)).toContainText("By name");
  await page.getByRole("combobox", { name: "Add a learner" }).fill("abebe, s");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("listbox").getByRole("option")).toHaveAttribute("aria-disabled", "true");
});

test("who is withdrawn stays in the history, is offered nowhere, and can come again @both", async ({ page }) => {
  await page.goto(`${SETUP}?q=tanaka`);
  await page.getByRole("button", { name: "Withdraw Tanaka, Haruto" }).click();
  await expect(said(page)).toContainText("Tanaka, Haruto withdrawn.");
  await expect(enrolled(page)).toHaveText("159 enrolled");
  await expect(learners(page)).not.toContainText("Tanaka, Haruto");
  const left = page.locator(".setup__left");
  await expect(left).toContainText("2 learners");
  await left.locator("summary").click();
  await expect(left.getByRole("row").filter({ hasText: "Tanaka, Haruto" })).toContainText(/\d+ \w+ \d{4}, \d\d:\d\d UTC/);

  // The group's page keeps and marks the place, and does not offer the learner to others.
  await page.goto("/courses/MED-201/groups?q=PBL+7");
  await page.getByRole("link", { name: "PBL 7", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "Tanaka, Haruto" })).toContainText("No longer enrolled");
  await page.goto("/courses/MED-201/groups?q=PBL+8");
  await page.getByRole("link", { name: "PBL 8", exact: true }).click();
  await page.getByRole("combobox", { name: "Add Members" }).fill("tanaka, h");
  await expect(page.getByText("Nobody found.")).toBeVisible();
  // Nor does the wizard.
  await page.goto("/courses/MED-201/groups/new");
  await expect(page.getByText("159 enrolled")).toBeVisible();

  await page.goto(SETUP);
  await page.locator(".setup__left summary").click();
  await page.getByRole("button", { name: "Enrol again: Tanaka, Haruto" }).click();
  await expect(said(page)).toContainText("Tanaka, Haruto enrolled.");
  await expect(enrolled(page)).toHaveText("160 enrolled");
});

test("the list is searched and paged, and the address keeps it over a reload", async ({ page }) => {
  await page.goto(SETUP);
  const rows = learners(page).locator("tbody tr");
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  const first = await rows.first().innerText();
  await page.reload();
  await live(page);
  await expect(rows.first()).toHaveText(first, { useInnerText: true });
  await page.getByLabel("Search learners").fill("garcia sofia");
  await expect(rows).toHaveCount(2);
  await expect(page).not.toHaveURL(/page=/);
  await page.getByLabel("Search learners").fill("nobody of that name");
  await expect(page.getByText("No learner matches")).toBeVisible();
});

test("the period dropdown opens on the period that holds today, and the address keeps another", async ({ page }) => {
  await page.goto(SETUP);
  const period = page.getByLabel("Curriculum period");
  await expect(period.locator("option")).toHaveCount(3);
  await expect(period).toHaveValue("2");
  await period.selectOption({ index: 0 });
  await expect(page).toHaveURL(/period=1/);
  await expect(enrolled(page)).not.toHaveText("160 enrolled");
  await page.reload();
  await live(page);
  await expect(period).toHaveValue("1");
  for (const value of ["2", "1"]) {
    await period.selectOption(value);
    await expect(page).toHaveURL(new RegExp(`period=${value}`));
  }
  await page.goBack();
  await expect(period).toHaveValue("2");
  await expect(enrolled(page)).toHaveText("160 enrolled");
});

test.describe("in a course nobody is enrolled in", () => {
  test.use({ role: "staffadmin" });

  test("Setup and Groups say so and offer the first step", async ({ page }) => {
    await page.goto("/courses/MED-450/groups");
    const empty = page.locator(".empty");
    await expect(empty).toContainText("No groups yet");
    await expect(empty).toContainText("Nobody is enrolled in this period yet");
    await empty.getByRole("link", { name: "Enrol learners" }).click();
    await expect(page).toHaveURL(/MED-450\/setup/);
    await expect(empty).toContainText("Nobody is enrolled in this period");
    await page.getByLabel("Add a cohort").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(empty).toHaveCount(0);
    await expect(enrolled(page)).not.toHaveText("0 enrolled");
  });
});
