// What opens over a page, in every dress: no violation axe-core knows of, nothing wider than the screen.
import { LAYOUTS, said, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

async function select(page) {
  await page.goto("/courses/MED-201/groups");
  for (const group of ["PBL 2", "PBL 3"]) await page.getByLabel(`Select ${group}`, { exact: true }).check();
  await expect(page.locator(".selection")).toContainText("2 selected");
}

/** What opens, and how. */
const OPEN = {
  "the bar of a selection": select,
  "the question before deleting": async (page) => {
    await select(page);
    await page.getByRole("button", { name: "Delete Groups" }).click();
    await expect(page.getByRole("dialog")).toContainText("Delete 2 groups?");
  },
  "the copy dialog with its preview": async (page) => {
    await select(page);
    await page.getByRole("button", { name: "Copy Groups" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Course").selectOption("MED-305");
    await dialog.getByLabel("Curriculum period").selectOption({ index: 2 });
    await expect(dialog).toContainText("2 groups with 0 learners are copied.");
  },
  "the dialog for a set's name, refused": async (page) => {
    await page.goto("/courses/MED-305/groups");
    await page.getByLabel("Group set").selectOption({ label: "OSCE" });
    await page.getByRole("button", { name: "Rename set OSCE" }).click();
    await page.getByLabel("Set name").fill(" ");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Set name")).toHaveAttribute("aria-invalid", "true");
  },
  "the account's menu": async (page) => {
    await page.goto("/courses/MED-201/groups");
    await page.getByLabel(/, account of /).click();
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  },
  "the menu of files": async (page) => {
    await page.goto("/courses/MED-201/groups");
    await page.getByRole("button", { name: "Import/Export" }).click();
    await expect(page.getByRole("link", { name: "Import from CSV" })).toBeVisible();
  },
  "a group with changes, problems and the list of tutors": async (page) => {
    await page.goto("/courses/MED-201/groups?q=PBL+7");
    await page.getByRole("link", { name: "PBL 7", exact: true }).click();
    await page.getByLabel("Select Eriksen, Jonas").check();
    await page.getByRole("button", { name: "Delete Members" }).click();
    await page.getByLabel("Select Tanaka, Haruto").check();
    await page.getByRole("combobox", { name: "Add Members" }).fill("guadalupe");
    await page.getByRole("listbox").getByRole("option").first().click();
    await page.getByLabel("Group Name").fill(" ");
    await page.getByRole("button", { name: "Proceed" }).click();
    await expect(page.locator("#group-name-problem")).not.toBeEmpty();
    await page.getByRole("combobox", { name: "Add a tutor" }).fill("chen, w");
    await expect(page.getByText("Two people are named Chen, Wei")).toBeVisible();
  },
  "Setup with those who left and the list of people": async (page) => {
    await page.goto("/courses/MED-201/setup?q=garcia");
    await page.locator(".setup__left summary").click();
    await page.getByRole("combobox", { name: "Add a contact" }).fill("chen");
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  },
  "the message after deleting": async (page) => {
    await select(page);
    await page.getByRole("button", { name: "Delete Groups" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
    await expect(said(page)).toContainText("2 groups deleted.");
  },
};

for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
  test.describe(`${layout}, ${schemes.join(" and ")}`, () => {
    test.use({ role: "coordinator", viewport, contextOptions: { reducedMotion: "reduce" } });

    test("all that opens over pages is accessible and fits", async ({ page, complaints }) => {
      complaints.expect(/status of 409/);
      // A changed group asks before it is left.
      page.on("dialog", (dialog) => dialog.accept());
      test.setTimeout(150_000 * schemes.length);
      const wrong = {};
      for (const [what, openIt] of Object.entries(OPEN)) {
        await openIt(page);
        const found = await troubles(page, schemes);
        if (found.length > 0) wrong[what] = found;
      }
      expect(wrong).toEqual({});
    });
  });
}
