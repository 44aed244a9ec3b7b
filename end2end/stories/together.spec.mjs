// Several coordinators at once: each sees what the others do, as they do it, and who else is here.
import { said, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const row = (page, name) => page.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });
const presence = (page) => page.locator(".presence");

async function remove(page, name) {
  await row(page, name).getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
  await expect(said(page)).toContainText(`${name} deleted.`);
}

async function rename(page, name, to) {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByLabel("Group Name").fill(to);
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText(`renamed to “${to}”`);
}

test("the dashboard changes by itself, with who did it, and leaves alone what someone is at @both", async ({ page, as }) => {
  await page.goto(GROUPS);
  await expect(presence(page)).toBeHidden();
  const director = await as("director");
  await director.goto(GROUPS);
  await expect(presence(page)).toContainText("2 here");
  await expect(presence(page)).toContainText("Moreau, Élodie");
  await page.getByLabel("Search groups").fill("PBL 1");
  await page.getByLabel("Select PBL 12", { exact: true }).check();
  await rename(director, "PBL 10", "PBL 1 renamed");
  await expect(row(page, "PBL 1 renamed")).toContainText("by Moreau, Élodie");
  await expect(page.getByText("Moreau, Élodie: PBL 10: renamed to “PBL 1 renamed”.")).toBeVisible();
  await expect(page.getByLabel("Select PBL 12", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Search groups")).toHaveValue("PBL 1");
  expect(await troubles(page)).toEqual([]);
  await director.goto(GROUPS);
  await remove(director, "PBL 11");
  await expect(row(page, "PBL 11")).toHaveCount(0);
  await remove(page, "PBL 12");
  await expect(row(director, "PBL 12")).toHaveCount(0);
  await director.close();
  await expect(presence(page)).toBeHidden();
});

test("the line ends with the session, and says so", async ({ page, complaints }) => {
  complaints.expect(/status of 401/);
  await page.goto(GROUPS);
  await page.request.post("/sign-out", { headers: { "sec-fetch-site": "same-origin" } });
  await expect(presence(page)).toContainText("Changes of others no longer show. You are signed out.", { timeout: 20_000 });
});
