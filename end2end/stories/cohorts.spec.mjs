// Cohorts: made from what grad years miss, named, filled and emptied.
import { violations } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const said = (page) => page.locator(".flash-region");

test.describe("an administrator of users", () => {
  test.use({ role: "staffadmin" });

  test("makes a class for the grad year of a new learner, who is in it @both", async ({ page, complaints }) => {
    complaints.expect(/status of 422/);
    await page.goto("/admin/users/new");
    await page.getByLabel("Username").fill("ida.early");
    await page.getByLabel("Primary E-Mail").fill("ida.early@school.example");
    await page.getByLabel("First Name/Legal Name").fill("Ida");
    await page.getByLabel("Last Name").fill("Early");
    await page.getByLabel("Grad Year").fill("2047");
    await page.getByLabel("Group", { exact: true }).selectOption("student");
    await page.getByRole("button", { name: "Add Permission" }).click();
    await page.getByRole("button", { name: "Add User" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Early, Ida");

    await page.getByRole("link", { name: "Cohorts" }).click();
    expect(await violations(page)).toEqual([]);
    await expect(page.getByText("1 learner has the grad year 2047 and is in no cohort.")).toBeVisible();
    await page.getByRole("button", { name: "Add Class of 2047" }).click();
    await expect(said(page)).toContainText("“Class of 2047” was added.");
    await expect(page.getByRole("button", { name: "Add Class of 2047" })).toHaveCount(0);
    const row = page.getByRole("row").filter({ hasText: "Class of 2047" });
    await expect(row).toContainText("1 learner");

    // The same name again is refused beside the field, and what was typed stays.
    await page.locator("#cohort-name").fill("class of 2047");
    await page.locator("#cohort-name").press("Enter");
    await expect(page.getByText("This cohort name is taken.")).toBeVisible();
    await expect(page.locator("#cohort-name")).toHaveValue("class of 2047");

    await row.getByRole("link", { name: "Class of 2047" }).click();
    await expect(page.getByRole("heading", { name: "Class of 2047" })).toBeVisible();
    await page.getByRole("button", { name: "Remove Early, Ida" }).click();
    await expect(page.getByText("Nobody is in this cohort yet")).toBeVisible();
    await said(page).getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("button", { name: "Remove Early, Ida" })).toBeVisible();
    expect(await violations(page)).toEqual([]);

    // By keyboard alone: another name, then away with it.
    await page.getByRole("button", { name: "Rename" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("#new-name")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Early birds");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Early birds" })).toBeVisible();
    await page.getByRole("button", { name: "Delete cohort" }).first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Delete “Early birds”?" })).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(said(page)).toContainText("“Early birds” was deleted.");
    await expect(page.getByRole("link", { name: "Early birds" })).toHaveCount(0);
  });

  test("cannot delete a cohort that a course has", async ({ page, complaints }) => {
    complaints.expect(/status of 422/);
    await page.goto("/admin/cohorts");
    await page.getByRole("row").filter({ hasText: /\d courses?$/ }).first().getByRole("link").click();
    await page.getByRole("button", { name: "Delete cohort" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete cohort" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "A course has or had this cohort" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});
