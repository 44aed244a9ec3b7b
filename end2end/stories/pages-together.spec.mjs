// Pages that stay open while others change the groups: they follow, and take nothing away from who is at work.
import { said, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const HISTORY = "/courses/MED-201/history";
const entries = (page) => page.getByRole("table", { name: "History" }).locator("tbody tr");
const presence = (page) => page.locator(".presence");
const meanwhile = (page) => page.locator(".group__meanwhile");

/** Opens a group from the dashboard, when that hears of others already: the line is handed on. */
async function open(page, name) {
  const hears = page.waitForRequest("**/api/groups/live**");
  await page.goto(GROUPS);
  await hears;
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByLabel("Group Name")).toHaveValue(name);
}

/** Gives the group whose page is open another name. */
async function rename(page, to) {
  await page.getByLabel("Group Name").fill(to);
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText(`renamed to “${to}”`);
}

test("the history shows what happens at its top, and leaves below what someone is at @both", async ({ page, as }) => {
  const director = await as("director");
  await open(director, "PBL 3");
  await rename(director, "PBL 3 renamed");
  await page.goto(HISTORY);
  await open(director, "PBL 2");
  await expect(presence(page)).toContainText("2 here");
  const [first, before] = [entries(page).first(), await entries(page).count()];
  await first.locator("summary").click();
  const button = first.getByRole("button", { name: /^Undo:/ });
  const label = await button.getAttribute("aria-label");
  await button.focus();
  await rename(director, "PBL 2 renamed");
  await expect(entries(page)).toHaveCount(before + 1);
  await expect(entries(page).first()).toContainText("Moreau, Élodie");
  await expect(entries(page).first()).toContainText("renamed to “PBL 2 renamed”");
  await expect(page.locator(".groups__news")).toContainText("Moreau, Élodie: PBL 2: renamed to “PBL 2 renamed”.");
  await expect(page.getByRole("button", { name: label, exact: true })).toBeFocused();
  await expect(entries(page).nth(1).locator("details")).toHaveAttribute("open", "");
  expect(await troubles(page)).toEqual([]);
  await director.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(entries(page)).toHaveCount(before + 2);
  await expect(entries(page).nth(1)).toContainText("Undone");
});

test("the groups as they were say what restoring would change now", async ({ page, as }) => {
  await page.goto(`${HISTORY}?at=1`);
  await expect(page.getByText("The groups are so now.")).toBeVisible();
  const director = await as("director");
  await open(director, "PBL 2");
  await rename(director, "PBL 2 renamed");
  await expect(page.getByText("1 change", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Restore this state" }).click();
  await expect(said(page).getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await expect(director.getByLabel("Group Name")).toHaveValue("PBL 2");
});

test("a group’s page follows, but not under the hands of someone who is editing @both", async ({ page, as }) => {
  const director = await as("director");
  await open(page, "PBL 2");
  await open(director, "PBL 2");
  await expect(presence(page)).toContainText("2 here");
  await page.getByRole("heading", { level: 2 }).first().click();
  await rename(director, "PBL 2 a");
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL 2 a");
  await expect(page.locator(".groups__news")).toContainText("Moreau, Élodie: PBL 2: renamed to “PBL 2 a”.");

  // While someone edits, another group's changes pass them by, and they can save all the same.
  await page.getByLabel("Group Name").fill("PBL Two");
  await open(director, "PBL 3");
  await rename(director, "PBL 3 a");
  await expect(page.locator(".groups__news")).toContainText("PBL 3: renamed to “PBL 3 a”.");
  await expect(meanwhile(page)).toBeEmpty();
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText("PBL 2 a: renamed to “PBL Two”");

  // What changes this group is told, and shown when they want to see it; what they typed stays.
  await page.getByLabel("Group Name").fill("PBL Zwei");
  await open(director, "PBL Two");
  const gone = await director.locator("table.members tbody tr .person__name").first().innerText();
  await director.getByLabel(`Select ${gone}`).check();
  await director.getByRole("button", { name: "Delete Members" }).click();
  await director.getByRole("button", { name: "Proceed" }).click();
  await expect(meanwhile(page)).toContainText("Moreau, Élodie: PBL Two: 1 member removed.");
  await expect(meanwhile(page)).toContainText("What you changed is kept.");
  await expect(page.locator("table.members")).toContainText(gone);
  expect(await troubles(page)).toEqual([]);
  await meanwhile(page).getByRole("button", { name: "Show the group as it is now" }).click();
  await expect(page.locator("table.members")).not.toContainText(gone);
  await expect(meanwhile(page)).toBeEmpty();
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Zwei");
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText("PBL Two: renamed to “PBL Zwei”");
  await expect(director.getByLabel("Group Name")).toHaveValue("PBL Zwei");
});
