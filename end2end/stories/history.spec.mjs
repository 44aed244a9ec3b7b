// The history of a course and period: undone, done again, seen as it was, restored.
import { said, tabTo, troubles, undo } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const HISTORY = "/courses/MED-201/history";
const entries = (page) => page.getByRole("table", { name: "History" }).locator("tbody tr");
const groupRow = (page, name) => page.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });

/** Deletes a group from its row's menu. */
async function remove(page, name) {
  await page.goto(GROUPS);
  await groupRow(page, name).getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
  await expect(said(page)).toContainText(`${name} deleted.`);
}

/** Gives a group another name, on its page. */
async function rename(page, name, to) {
  await page.goto(GROUPS);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByLabel("Group Name").fill(to);
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText(`renamed to “${to}”`);
}

test("any entry is undone, marked, and done again, by keyboard alone @both", async ({ page }) => {
  await remove(page, "PBL 7");
  await tabTo(page, page.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "History" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("History · MED-201 · Coterie");
  const deleted = entries(page).filter({ hasText: "PBL 7 deleted." }).first();
  await expect(deleted).toContainText(/Okonkwo|, /);
  await tabTo(page, page.getByRole("button", { name: "Undo: PBL 7 deleted.", exact: true }));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Undone: PBL 7 deleted.");
  await expect(page.locator("main")).toBeFocused();
  await expect(entries(page)).toHaveCount(3);
  await expect(entries(page).nth(1)).toContainText("Undone");
  await page.goto(GROUPS);
  await expect(groupRow(page, "PBL 7")).toContainText("Lindqvist");
  await page.goto(HISTORY);
  await tabTo(page, page.getByRole("button", { name: "Redo: PBL 7 deleted." }));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Redone: PBL 7 deleted.");
  await undo(page);
  await page.goto(GROUPS);
  await expect(groupRow(page, "PBL 7")).toHaveCount(1);
});

test("what stands in the way of an undo is named, and found from there", async ({ page, as }) => {
  await remove(page, "PBL 7");
  const director = await as("director");
  await rename(director, "PBL 8", "PBL 7");
  await page.goto(HISTORY);
  const deleted = entries(page).filter({ hasText: "PBL 7 deleted." });
  await expect(deleted).toContainText("Cannot be undone. A group named “PBL 7” exists already in this period.");
  await expect(deleted).toContainText("stands in the way: Moreau, Élodie: PBL 8: renamed to “PBL 7”.");
  await expect(deleted.getByRole("button", { name: /Undo/ })).toHaveCount(0);
  await deleted.getByRole("link", { name: "See that entry" }).click();
  await expect(entries(page).first()).toContainText("renamed to “PBL 7”");
  await page.getByRole("button", { name: "Undo: PBL 8: renamed to “PBL 7”." }).click();
  await expect(said(page)).toContainText("Undone: PBL 8: renamed");
  await page.getByRole("button", { name: "Undo: PBL 7 deleted.", exact: true }).click();
  await expect(said(page)).toContainText("Undone: PBL 7 deleted.");
});

test("entries are found by person, kind and words; the address keeps it", async ({ page, as }) => {
  await remove(page, "PBL 3");
  const director = await as("director");
  await rename(director, "PBL 4", "Circle");
  await page.goto(HISTORY);
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "Moreau, Élodie" });
  await expect(entries(page).first()).toContainText("renamed to “Circle”");
  await expect(page).toHaveURL(/by=\d+/);
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Deleted" });
  await expect(page.getByText("No entry matches")).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(entries(page).first()).toBeVisible();
  await page.getByLabel("Search names and words").fill("pbl 3");
  // The first entry tells of the rename too: it stands in its way.
  await expect(page.getByRole("button", { name: "Undo: PBL 4: renamed to “Circle”." })).toHaveCount(0);
  await expect(entries(page).first()).toContainText("PBL 3 deleted.");
  await page.reload();
  await expect(page.getByLabel("Search names and words")).toHaveValue("pbl 3");
  await expect(entries(page).first()).toContainText("PBL 3 deleted.");
});

test("the groups are seen as they were, and brought back as one entry @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409|net::ERR_FAILED/);
  // A page that does not hear of others.
  await page.route("**/api/groups/live**", (route) => route.abort());
  await remove(page, "PBL 3");
  await rename(page, "PBL 4", "Circle");
  await page.goto(HISTORY);
  const first = entries(page).last();
  await first.getByRole("link", { name: /^Groups after this/ }).click();
  await expect(page.getByRole("heading", { name: "The groups as they were" })).toBeVisible();
  const then = page.getByRole("table", { name: "The groups as they were" });
  await expect(then.getByRole("row")).toHaveCount(21);
  await expect(then.getByRole("rowheader", { name: "PBL 3", exact: true })).toBeVisible();
  await page.getByText("2 changes").click();
  await expect(page.getByText("PBL 3 brought back")).toBeVisible();
  await expect(page.getByText("Circle renamed to “PBL 4”")).toBeVisible();
  expect(await troubles(page)).toEqual([]);
  const director = await as("director");
  await rename(director, "PBL 5", "Square");
  await page.getByRole("button", { name: "Restore this state" }).click();
  await expect(said(page)).toContainText("Moreau, Élodie: PBL 5: renamed to “Square”.");
  await expect(page.getByText("3 changes")).toBeVisible();
  await page.getByRole("button", { name: "Restore this state" }).click();
  await expect(said(page)).toContainText("Groups restored to how they were after");
  await expect(page.getByText("The groups are so now.")).toBeVisible();
  await page.goto(GROUPS);
  for (const name of ["PBL 3", "PBL 4", "PBL 5"]) await expect(groupRow(page, name)).toHaveCount(1);
});

test("a period in which nothing happened says what this place is for; a reader has no way here", async ({ page, as, complaints }) => {
  complaints.expect(/status of 403/);
  await page.goto(HISTORY);
  await page.getByLabel("Curriculum period").selectOption({ index: 2 });
  await expect(page.getByText("Nothing has happened yet")).toBeVisible();
  expect(await troubles(page)).toEqual([]);
  const lecturer = await as("lecturer");
  await lecturer.goto(GROUPS);
  await expect(lecturer.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "History" })).toHaveCount(0);
  await lecturer.goto(HISTORY);
  await expect(lecturer.getByRole("alert")).toContainText("You may not do this.");
});
