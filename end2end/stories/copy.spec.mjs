// Copy Groups to another course and period, as previewed.
import { names, pick, said, undo } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator" });

const FROM = "/courses/MED-201/groups";
const THERE = "/courses/MED-305/groups?q=PBL";

/** Ticks groups and opens the dialog. */
async function ask(page, ...groups) {
  await page.goto(FROM);
  for (const group of groups) await page.getByLabel(`Select ${group}`, { exact: true }).check();
  await page.getByRole("button", { name: "Copy Groups" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy Groups" });
  await expect(dialog.getByLabel("Course")).toBeVisible();
  return dialog;
}

/** The third-year course in the period that holds today. */
async function choose(dialog) {
  await dialog.getByLabel("Course").selectOption("MED-305");
  await dialog.getByLabel("Curriculum period").selectOption({ index: 2 });
}

test("the dialog opens on its first field and gives the focus back, the first time and the second", async ({ page }) => {
  const first = await ask(page, "PBL 7");
  await expect(first.getByLabel("Course")).toBeFocused();
  await page.keyboard.press("Escape");
  const button = page.getByRole("button", { name: "Copy Groups" });
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first.getByLabel("Course")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("groups are copied as previewed: who is not enrolled, names that exist, Undo @both", async ({ page }) => {
  await page.goto("/courses/MED-305/setup");
  await pick(page, "Add a learner", "adeyemi", "Adeyemi, Tobi");
  await expect(said(page)).toContainText("Adeyemi, Tobi enrolled.");

  let dialog = await ask(page, "PBL 7", "PBL 8");
  await dialog.getByLabel("Curriculum period").selectOption({ index: 2 });
  await expect(dialog).toContainText("The groups are in this period already.");
  const copy = dialog.getByRole("button", { name: "Copy", exact: true });
  await expect(copy).toBeDisabled();
  await choose(dialog);
  await expect(dialog).toContainText("2 groups with 1 learner are copied.");
  const left = dialog.locator("details").filter({ hasText: "Not enrolled there, left out" });
  await expect(left.locator(".badge")).toHaveText("15");
  await left.locator("summary").click();
  await expect(left).toContainText(/Nguyễn, Thu Hà \d+ · PBL 7/);
  await copy.click();
  await expect(said(page)).toContainText(/2 groups with 1 learner copied from MED-201/);
  await said(page).getByRole("link", { name: /Open MED-305/ }).click();
  await expect(page).toHaveURL(/MED-305\/groups/);
  await page.getByLabel("Search groups").fill("PBL");
  await expect.poll(() => names(page)).toEqual(["PBL 7", "PBL 8"]);
  const seven = page.getByRole("row").filter({ hasText: "PBL 7" });
  await expect(seven).toContainText("Lindqvist, Maja · Tutor; Rao, Dev · Teacher");
  await expect(seven.locator(".groups__members")).toHaveText("1");

  // Once more: both names exist there, and the learner has a place in the set.
  dialog = await ask(page, "PBL 7", "PBL 9");
  await choose(dialog);
  await expect(dialog).toContainText("“PBL 7” becomes “PBL 7 (2)”");
  await expect(dialog.locator("details").filter({ hasText: "Already in a group of this set there" })).toContainText("Adeyemi, Tobi");
  await dialog.getByLabel("Leave the group out").check();
  await expect(dialog).toContainText("“PBL 7” is left out");
  await expect(dialog).toContainText("1 group with 0 learners is copied.");
  await dialog.getByLabel("Give the copy a new name").check();
  await expect(dialog).toContainText("2 groups with 0 learners are copied.");
  await copy.click();
  await expect(said(page)).toContainText("2 groups with 0 learners copied");
  await undo(page);
  await page.goto(THERE);
  expect(await names(page)).toEqual(["PBL 7", "PBL 8"]);
});

test("nothing is copied where all names exist and are to be left out", async ({ page }) => {
  const dialog = await ask(page, "PBL 7");
  await choose(dialog);
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(said(page)).toContainText("copied from MED-201");
  await page.getByRole("button", { name: "Copy Groups" }).click();
  await choose(dialog);
  await dialog.getByLabel("Leave the group out").check();
  await expect(dialog).toContainText("Nothing would be copied.");
  await expect(dialog.getByRole("button", { name: "Copy", exact: true })).toBeDisabled();
});

test("what changed after the preview is previewed anew before anything is copied", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  const dialog = await ask(page, "PBL 7");
  await choose(dialog);
  await expect(dialog).toContainText("1 group with 0 learners is copied.");
  const admin = await as("staffadmin");
  await admin.goto("/courses/MED-305/setup");
  await pick(admin, "Add a learner", "costa, b", "Costa, Beatriz");
  await expect(said(admin)).toContainText("Costa, Beatriz enrolled.");
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("differs from the preview");
  await expect(dialog).toContainText("1 group with 1 learner is copied.");
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(said(page)).toContainText("1 group with 1 learner copied");
});
