// The Groups dashboard: finding groups, and what is done to several at once.
import { readFileSync } from "node:fs";
import { names, said, tabTo, undo } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator" });

const PBL = "/courses/MED-201/groups";
/** A course with two sets. */
const SKILLS = "/courses/MED-305/groups";

async function tick(page, ...groups) {
  for (const group of groups) await page.getByLabel(`Select ${group}`, { exact: true }).check();
}

/** A group's row. */
const row = (page, group) => page.getByRole("row").filter({ has: page.getByRole("link", { name: group, exact: true }) });

/** Asks to delete what is ticked, and confirms. */
async function deleteTicked(page) {
  await page.getByRole("button", { name: "Delete Groups" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
}

/** The lines of the file that a press downloads, without the head. */
async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const [head, ...lines] = readFileSync(await download.path(), "utf8").replace(/^\uFEFF/, "").trimEnd().split(/\r?\n/);
  expect(head).toMatch(/^Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number/);
  return lines;
}

test("the list is searched, sorted and narrowed to a set, and the address keeps it over a reload @both", async ({ page }) => {
  await page.goto(SKILLS);
  await expect(page.getByText("38 groups")).toBeVisible();
  await page.getByLabel("Group set").selectOption({ label: "OSCE" });
  await expect(page.getByText("12 of 38 groups")).toBeVisible();
  await page.getByLabel("Search groups").fill("circuit 1");
  await expect(page.getByText("4 of 38 groups")).toBeVisible();
  const head = page.getByRole("columnheader", { name: "Name" });
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const found = ["OSCE Circuit 12", "OSCE Circuit 11", "OSCE Circuit 10", "OSCE Circuit 1"];
  await expect.poll(() => names(page)).toEqual(found);
  await expect(page).toHaveURL(/q=circuit(\+|%20)1/);
  await page.reload();
  await live(page);
  expect(await names(page)).toEqual(found);
  await expect(page.getByLabel("Search groups")).toHaveValue("circuit 1");
  await expect(page.getByLabel("Group set").locator("option:checked")).toHaveText("OSCE");
});

test("a tutor's name finds their groups; a search without a hit offers all groups again", async ({ page }) => {
  await page.goto(`${PBL}?q=lindqvist`);
  expect(await names(page)).toEqual(["PBL 7"]);
  await page.getByLabel("Search groups").fill("no such group");
  await expect(page.getByText("No group matches")).toBeVisible();
  await page.getByRole("link", { name: "Show all groups" }).click();
  await expect(page.getByText("20 groups · 157 placed · 3 unplaced")).toBeVisible();
  await expect(page.getByLabel("Search groups")).toHaveValue("");
});

test("a course with one set never hears of sets", async ({ page }) => {
  await page.goto(PBL);
  await expect(page.getByRole("columnheader", { name: "Set" })).toHaveCount(0);
  await expect(page.getByLabel("Group set")).toHaveCount(0);
});

test("members sort as numbers, tutors by name with the tutorless last", async ({ page }) => {
  await page.goto(PBL);
  await page.getByRole("columnheader", { name: "Members" }).getByRole("link").click();
  await expect.poll(async () => (await names(page)).slice(0, 4)).toEqual(["PBL 18", "PBL 19", "PBL 20", "PBL 1"]);
  await page.getByRole("columnheader", { name: "Tutors" }).getByRole("link").click();
  await expect.poll(async () => (await names(page)).slice(-3)).toEqual(["PBL 3", "PBL 9", "PBL 15"]);
});

test("Delete Groups asks, deletes, and Undo brings members and tutors back @both", async ({ page }) => {
  await page.goto(PBL);
  const seven = await row(page, "PBL 7").innerText();
  await tick(page, "PBL 7", "PBL 8");
  await expect(page.locator(".selection")).toContainText("2 selected");
  await page.getByRole("button", { name: "Delete Groups" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Delete 2 groups?");
  await expect(dialog).toContainText("PBL 7 and PBL 8, with 16 learners.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete Groups" })).toBeFocused();
  await deleteTicked(page);
  await expect(said(page)).toContainText("2 groups deleted.");
  await expect(row(page, "PBL 7")).toHaveCount(0);
  await expect(page.getByText("18 groups · 141 placed · 19 unplaced")).toBeVisible();
  await expect(page.locator(".selection")).toHaveCount(0);
  await undo(page);
  await expect(page.getByText("20 groups · 157 placed · 3 unplaced")).toBeVisible();
  expect(await row(page, "PBL 7").innerText()).toBe(seven);
});

test("an undo that later changes stand in the way of says so", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  await page.goto(PBL);
  await tick(page, "PBL 7");
  await deleteTicked(page);
  await expect(said(page)).toContainText("PBL 7 deleted.");
  const director = await as("director");
  await director.goto(PBL);
  await director.getByRole("link", { name: "PBL 8", exact: true }).click();
  await director.getByLabel("Group Name").fill("PBL 7");
  await director.getByRole("button", { name: "Proceed" }).click();
  await expect(said(director)).toContainText("renamed to “PBL 7”");
  await said(page).getByRole("button", { name: "Undo", exact: true }).click();
  await expect(said(page)).toContainText("A group named “PBL 7” exists already");
  await expect(row(page, "PBL 7")).toHaveCount(1);
  await expect(row(page, "PBL 8")).toHaveCount(0);
});

test("deleting on a stale page says what changed, shows it, and can be confirmed again", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409|net::ERR_FAILED/);
  // This page does not hear of others.
  await page.route("**/api/groups/live**", (route) => route.abort());
  await page.goto(PBL);
  await tick(page, "PBL 3");
  const director = await as("director");
  await director.goto(PBL);
  await tick(director, "PBL 4");
  await deleteTicked(director);
  await expect(said(director)).toContainText("PBL 4 deleted.");
  await deleteTicked(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("Moreau, Élodie: PBL 4 deleted.");
  await expect(row(page, "PBL 4")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Delete Groups" }).click();
  await expect(said(page)).toContainText("PBL 3 deleted.");
  await expect(page.getByText("18 groups")).toBeVisible();
});

test("the tick in the head takes what is in sight, with Shift a tick reaches over rows", async ({ page }) => {
  await page.goto(PBL);
  await tick(page, "PBL 2");
  await page.getByLabel("Select PBL 5", { exact: true }).click({ modifiers: ["Shift"] });
  await expect(page.locator(".selection")).toContainText("4 selected");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page.locator(".selection")).toHaveCount(0);
  await page.getByLabel("Search groups").fill("PBL 1");
  await expect(page.getByText("11 of 20 groups")).toBeVisible();
  await page.getByLabel("Select all groups").check();
  await expect(page.locator(".selection")).toContainText("11 selected");
  await page.getByLabel("Search groups").fill("PBL 19");
  await expect(page.locator(".selection")).toContainText("1 selected");
});

test("Export to CSV file takes all groups, or those that are ticked @both", async ({ page }) => {
  await page.goto(PBL);
  await page.getByRole("button", { name: "Import/Export" }).click();
  const all = await downloaded(page, () => page.getByRole("link", { name: "Export to CSV file" }).click());
  expect(all).toHaveLength(157);
  await tick(page, "PBL 7");
  const bar = page.locator(".selection");
  const some = await downloaded(page, () => bar.getByRole("link", { name: "Export to CSV file" }).click());
  expect(some).toHaveLength(8);
  expect(some[0]).toMatch(/^PBL 7,"Lindqvist, Maja; Rao, Dev",E\d+;\s?E\d+,"Adeyemi, Tobi",\d+/);
  expect(all).toEqual(expect.arrayContaining(some));
});

test("a set gets another name, and Undo gives the old one back", async ({ page, complaints }) => {
  complaints.expect(/status of 409/);
  await page.goto(SKILLS);
  await page.getByLabel("Group set").selectOption({ label: "OSCE" });
  const rename = page.getByRole("button", { name: "Rename set OSCE" });
  await rename.click();
  const dialog = page.getByRole("dialog", { name: "Rename set" });
  const field = dialog.getByLabel("Set name");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("OSCE");
  await field.fill("clinical  skills");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText(/A group set named “clinical\s+skills” exists already/);
  await expect(field).toHaveAccessibleDescription(/exists already/);
  await expect(field).toHaveValue("clinical  skills");
  await field.fill("Circuits");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(said(page)).toContainText("Set OSCE renamed to “Circuits”.");
  await expect(page.getByLabel("Group set").locator("option:checked")).toHaveText("Circuits");
  await undo(page);
  await expect(page.getByLabel("Group set").locator("option:checked")).toHaveText("OSCE");
  await rename.click();
  await page.keyboard.press("Escape");
  await expect(rename).toBeFocused();
});

test("a row's menu copies and deletes that one group", async ({ page }) => {
  await page.goto(PBL);
  await row(page, "PBL 5").getByRole("button", { name: "Actions for PBL 5" }).click();
  await page.getByRole("button", { name: "Delete PBL 5" }).click();
  await expect(page.getByRole("dialog")).toContainText("PBL 5, with 8 learners.");
  await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
  await expect(said(page)).toContainText("PBL 5 deleted.");
});

test("groups are deleted and brought back by keyboard alone", async ({ page }) => {
  await page.goto(PBL);
  await tabTo(page, page.getByLabel("Select PBL 1", { exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Delete Groups" }), { key: "Shift+Tab" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Delete Groups" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("PBL 1 deleted.");
  await expect(page.locator("main")).toBeFocused();
  await tabTo(page, said(page).getByRole("button", { name: "Undo", exact: true }), { most: 8 });
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Undone: PBL 1 deleted.");
  await expect(row(page, "PBL 1")).toHaveCount(1);
  await expect(page.locator("main")).toBeFocused();
});

test("a period without groups says what this place is for and offers the first step", async ({ page }) => {
  await page.goto(PBL);
  await page.getByLabel("Curriculum period").selectOption({ index: 2 });
  await expect(page.getByText("No groups yet")).toBeVisible();
  await expect(page).toHaveURL(/period=3/);
  await expect(page.locator(".empty").getByRole("link", { name: "Add New Groups" })).toHaveAttribute("href", /groups\/new\?period=3/);
  await page.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "Setup" }).click();
  await expect(page.getByLabel("Curriculum period")).toHaveValue("3");
});
