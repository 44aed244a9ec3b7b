// Settings: switches change what profiles show, lists change what they choose from.
import { expect, live, test } from "../story.mjs";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const said = (page) => page.locator(".flash-region");

test.describe("an administrator of one school", () => {
  test.use({ role: "staffadmin" });

  test("switches the pronoun on, and profiles have one @both", async ({ page }) => {
    await page.goto("/admin/users/new");
    await expect(page.getByLabel("Preferred Name")).toBeVisible();
    await expect(page.getByLabel("Pronoun")).toHaveCount(0);
    await page.goto("/admin/settings");
    await page.getByLabel("Profiles have a pronoun.").check();
    await expect(said(page)).toContainText("profile_pronoun_enabled is on.");
    await page.reload();
    await live(page);
    await expect(page.getByLabel("Profiles have a pronoun.")).toBeChecked();
    // One school's switches, and the shared lists to read only.
    await expect(page.getByLabel("Profiles have a pronoun.")).toHaveCount(1);
    await expect(page.getByText("Only administrators of the whole installation change these.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Add" })).toHaveCount(0);
    await page.goto("/admin/users/new");
    await page.getByLabel("Pronoun").selectOption("they/them");
  });
});

test.describe("an administrator of everything", () => {
  test.use({ role: "medtech" });

  test("adds to the shared lists and takes away what nobody needs", async ({ page, complaints }) => {
    complaints.expect(/status of 422/);
    await page.goto("/admin/settings");
    const code = page.getByLabel("Code · Genders");
    const name = page.getByLabel("Name · Genders");
    const add = page.locator("form").filter({ has: name }).getByRole("button", { name: "Add" });
    await name.fill("Agender");
    await add.click();
    await expect(page.getByText("A code has one to eight letters or digits, such as NB.")).toBeVisible();
    await code.fill("x");
    await add.click();
    await expect(said(page)).toContainText("Agender was added.");
    await expect(page.getByRole("listitem").filter({ hasText: "Agender" })).toBeVisible();
    await page.getByRole("button", { name: "Remove Female" }).click();
    await expect(said(page)).toContainText("This gender is in use, so it stays.");
    await page.getByRole("button", { name: "Remove Agender" }).click();
    await expect(said(page)).toContainText("Agender was removed.");
    await expect(page.getByRole("listitem").filter({ hasText: "Agender" })).toHaveCount(0);
    await page.getByLabel("Name · Titles").fill("<b>Sir</b>");
    await page.getByLabel("Name · Titles").press("Enter");
    await expect(page.getByRole("listitem").filter({ hasText: "<b>Sir</b>" })).toBeVisible();
  });
});
