// Permission masks: lent, worn, ended; and the switcher of who has several organisations.
import { said, tabTo, troubles } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "director", contextOptions: { reducedMotion: "reduce" } });

const bar = (page) => page.locator(".mask-bar");
const byMe = (page) => page.getByRole("table", { name: "Lent by me" });
const toMe = (page) => page.getByRole("table", { name: "Lent to me" });

/** The days of a mask: from today on, for a week. */
function days() {
  const day = (after) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
  return [day(0), day(6)];
}

/** Lends what the director holds to the lecturer, by keyboard alone. */
async function lend(page) {
  const [starts, finishes] = days();
  await page.goto("/masks");
  const field = page.getByRole("combobox", { name: "Lend to" });
  await tabTo(page, field);
  await page.keyboard.type("whitfield");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("listbox").getByRole("option")).toContainText("h.whitfield@med.example");
  await page.keyboard.press("Enter");
  const first = page.getByLabel("From");
  await expect(first).toBeFocused();
  await expect(first).toHaveValue(starts);
  // How a day is typed is the browser's affair.
  await page.getByLabel("Until").fill(finishes);
  await tabTo(page, page.getByRole("button", { name: "Lend", exact: true }));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Your permissions are lent to Whitfield, Hannah.");
  await expect(byMe(page)).toContainText("Whitfield, Hannah");
}

/** Opens the account's menu and the page of masks, by keyboard alone. */
async function openMasks(page) {
  await page.goto("/courses");
  await tabTo(page, page.getByLabel(/, account of /));
  await page.keyboard.press("Enter");
  const link = page.getByRole("link", { name: "Permission masks" });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Permission masks");
}

/** Puts the director's mask on, by keyboard alone. */
async function wear(page) {
  await openMasks(page);
  await tabTo(page, toMe(page).getByRole("button", { name: "Act for them: Moreau, Élodie" }));
  await page.keyboard.press("Enter");
  await expect(bar(page)).toContainText("You act for Élodie Moreau until ");
  await live(page);
}

test("permissions are lent, worn, used under both names, and laid down again, by keyboard alone @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 403/);
  await lend(page);
  expect(await troubles(page)).toEqual([]);

  const lecturer = await as("lecturer");
  expect((await lecturer.goto("/courses/MED-201/groups/new")).status()).toBe(403);
  await wear(lecturer);
  expect(await troubles(lecturer)).toEqual([]);
  await lecturer.goto("/courses/MED-201/groups?q=PBL+7");
  await expect(bar(lecturer)).toBeVisible();
  await tabTo(lecturer, lecturer.getByRole("link", { name: "PBL 7", exact: true }));
  await lecturer.keyboard.press("Enter");
  await lecturer.getByLabel("Group Name").fill("PBL Seven");
  await tabTo(lecturer, lecturer.getByRole("button", { name: "Proceed" }));
  await lecturer.keyboard.press("Enter");
  await expect(said(lecturer)).toContainText("renamed to “PBL Seven”");

  const admin = await as("staffadmin");
  await admin.goto("/admin/audit?q=seven");
  await expect(admin.locator("tbody tr").first()).toContainText("Whitfield, Hannah for Moreau, Élodie");

  // One's own account is not among what one does for someone else.
  await lecturer.goto("/profile");
  await expect(lecturer.getByRole("alert")).toContainText("You act for someone else");
  await tabTo(lecturer, bar(lecturer).getByRole("button", { name: "Stop" }));
  await lecturer.keyboard.press("Enter");
  await expect(lecturer).toHaveURL(/\/masks\?done=stopped/);
  await expect(lecturer.getByText("You act as yourself again.")).toBeVisible();
  await expect(bar(lecturer)).toHaveCount(0);
  expect((await lecturer.goto("/courses/MED-201/groups/new")).status()).toBe(403);
});

test("a mask that is taken back ends where it is worn, and says so @both", async ({ page, as }) => {
  await lend(page);
  const lecturer = await as("lecturer");
  await wear(lecturer);
  await tabTo(page, byMe(page).getByRole("button", { name: "Take back: Whitfield, Hannah" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("You have taken your permissions back.")).toBeVisible();
  await expect(byMe(page)).toContainText("Taken back");
  await lecturer.goto("/courses/MED-201/groups");
  await expect(lecturer).toHaveURL(/\/masks\?done=ended/);
  await expect(lecturer.getByText("The permission mask you wore has ended.")).toBeVisible();
  await expect(bar(lecturer)).toHaveCount(0);
});

test("a form says at each field what is missing, and the focus goes there", async ({ page }) => {
  await page.goto("/masks");
  await page.getByRole("button", { name: "Lend", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Lend to" })).toBeFocused();
  await expect(page.getByText("Choose whom to lend to.")).toBeVisible();
  await expect(page.getByText("Choose the last day.")).toBeVisible();
  // Students are not offered.
  await page.getByRole("combobox", { name: "Lend to" }).fill("nguyễn, thu");
  await expect(page.getByText("Nobody found.")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the bar of a mask and the pages under it fit", async ({ page, as }) => {
    await lend(page);
    expect(await troubles(page)).toEqual([]);
    const lecturer = await as("lecturer");
    await wear(lecturer);
    expect(await troubles(lecturer)).toEqual([]);
    await lecturer.goto("/courses/MED-201/groups");
    expect(await troubles(lecturer)).toEqual([]);
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with WASM" : "before WASM has come", () => {
    test.use({ role: "medtech", javaScriptEnabled });

    test("who has several organisations chooses the one to look at", async ({ page }) => {
      await page.goto("/courses");
      const courses = page.locator("tbody");
      await expect(courses.filter({ hasText: "MED-201" })).toHaveCount(1);
      await page.getByRole("button", { name: "All organisations, choose an organisation" }).click();
      await page.getByRole("button", { name: "School of Nursing", exact: true }).click();
      await expect(page.getByRole("button", { name: "School of Nursing, choose an organisation" })).toBeVisible();
      await expect(page).toHaveURL(/\/courses$/);
      await expect(courses.filter({ hasText: "NUR-110" })).toHaveCount(1);
      await expect(courses.filter({ hasText: "MED-201" })).toHaveCount(0);
      // A link that someone shared opens all the same.
      expect((await page.goto("/courses/MED-201/groups")).status()).toBe(200);
    });
  });
}
