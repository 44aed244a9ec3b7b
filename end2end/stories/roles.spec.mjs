// What each role may see and do, and what it is refused.
import { said } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

const OWN = "/courses/MED-201";
const OTHER = "/courses/MED-305";

/** Opens a group of a course from its dashboard. */
async function openFirstGroup(page, course) {
  await page.goto(`${course}/groups`);
  await page.locator("tbody th a").first().click();
  await expect(page.getByRole("heading", { name: "View Members" })).toBeVisible();
}

/** Expects a dashboard and a group that can be read and not changed. */
async function onlyReads(page, course) {
  await page.goto(`${course}/groups`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  for (const name of ["Add New Groups", "Import/Export"]) await expect(page.getByText(name, { exact: true })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await openFirstGroup(page, course);
  await expect(page.getByLabel("Group Name")).toHaveCount(0);
  for (const name of ["Proceed", "More", "Delete Members"]) await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
  await page.goto(`${course}/setup`);
  await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Add a contact" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Remove|Withdraw|Add$)/ })).toHaveCount(0);
}

/** Expects an address to be refused. */
async function refused(page, address) {
  const answer = await page.goto(address);
  expect(answer.status(), address).toBe(403);
  await expect(page.getByRole("alert")).toContainText("Not allowed");
}

test.describe("a director", () => {
  test.use({ role: "director" });

  test("edits their own course and only reads another's", async ({ page, complaints }) => {
    complaints.expect(/status of 403/);
    await page.goto("/courses");
    await expect(page.getByRole("table")).toContainText("My courses");
    await openFirstGroup(page, OWN);
    await page.getByLabel("Group Name").fill("PBL One");
    await page.getByRole("button", { name: "Proceed" }).click();
    await expect(said(page)).toContainText("PBL 1: renamed to “PBL One”.");
    await onlyReads(page, OTHER);
    await refused(page, `${OTHER}/groups/new`);
    await refused(page, `${OTHER}/groups/import`);
  });

  test("copies to courses they may manage, and is offered no other", async ({ page }) => {
    await page.goto(`${OWN}/groups`);
    await page.getByLabel("Select PBL 1", { exact: true }).check();
    await page.getByRole("button", { name: "Copy Groups" }).click();
    const courses = page.getByRole("dialog").getByLabel("Course").locator("option");
    await expect(courses).toHaveText([/^MED-101/, /^MED-201/]);
  });
});

test.describe("a lecturer", () => {
  test.use({ role: "lecturer" });

  test("reads courses and changes nothing", async ({ page, complaints }) => {
    complaints.expect(/status of 403/);
    await onlyReads(page, OWN);
    await refused(page, `${OWN}/groups/new`);
    await refused(page, "/admin/audit");
  });

  test("has no learners while nobody linked them, and is told how to", async ({ page }) => {
    await page.goto("/my-learners");
    await expect(page.getByText("No groups are linked to you")).toBeVisible();
    await expect(page.getByText("0 learners · 0 groups")).toBeVisible();
  });
});

test.describe("a tutor", () => {
  test.use({ role: "tutor" });

  const found = (page) => page.locator("tbody .person__name");

  test("sees the learners of their groups and of no others, by search and filters @both", async ({ page }) => {
    await page.goto("/my-learners");
    await expect(page.getByText("14 learners · 2 groups")).toBeVisible();
    await expect(found(page)).toHaveCount(14);
    await expect(page.getByRole("button", { name: "PBL 7", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Clinical Skills C", exact: true })).toBeVisible();

    const search = page.getByLabel("Search name, number, e-mail");
    await search.fill("fernandez");
    await expect(found(page)).toHaveText(["Fernández, Mateo"]);
    await search.fill("bekele");
    await expect(page.getByText("No learner matches")).toBeVisible();
    await page.getByRole("button", { name: "Show all learners" }).click();
    await expect(page.getByText("14 learners · 2 groups")).toBeVisible();

    const course = page.getByRole("combobox", { name: "Course", exact: true });
    for (const [code, learners] of [["MED-305", 6], ["", 14], ["MED-305", 6]]) {
      await course.selectOption(code);
      await expect(found(page)).toHaveCount(learners);
    }
    await page.getByRole("combobox", { name: "Group", exact: true }).selectOption({ label: "Clinical Skills C" });
    await search.fill("e");
    await expect(page).toHaveURL(/course=MED-305/);
    await expect(page).toHaveURL(/q=e/);
    const shown = await found(page).allInnerTexts();
    await page.reload();
    await live(page);
    expect(await found(page).allInnerTexts()).toEqual(shown);
    await page.getByRole("combobox", { name: "Period", exact: true }).selectOption({ label: "All periods" });
    await expect(course).toHaveValue("");
  });

  test("loses sight of learners when the link goes", async ({ page, as }) => {
    const coordinator = await as("coordinator");
    await coordinator.goto(`${OWN}/groups?q=PBL+7`);
    await coordinator.getByRole("link", { name: "PBL 7", exact: true }).click();
    await coordinator.getByRole("button", { name: "Remove Lindqvist, Maja" }).click();
    await coordinator.getByRole("button", { name: "Proceed" }).click();
    await expect(said(coordinator)).toContainText("1 tutor removed");
    await page.goto("/my-learners");
    await expect(page.getByText("6 learners · 1 group")).toBeVisible();
    await expect(page.getByText("Adeyemi, Tobi")).toHaveCount(0);
  });

  test("folds a group by keyboard, and writes to its learners", async ({ page }) => {
    await page.goto("/my-learners");
    const fold = page.getByRole("button", { name: "PBL 7", exact: true });
    await fold.focus();
    await page.keyboard.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByText("Adeyemi, Tobi")).toBeHidden();
    await expect(page.getByRole("link", { name: "E-mail group PBL 7, MED-201" })).toHaveAttribute("href", /^mailto:.*t\.adeyemi@med\.example/);
  });

  test("changes no group they tutor", async ({ page, complaints }) => {
    complaints.expect(/status of 403/);
    await onlyReads(page, OWN);
    await refused(page, "/admin/outbox");
  });
});

test.describe("a student", () => {
  test.use({ role: "student" });

  test("sees their groups with tutors and groupmates, and nobody's number @both", async ({ page }) => {
    await page.goto("/my-groups");
    const card = page.getByRole("article", { name: "PBL 7" });
    await expect(card).toContainText("MED-201 Foundations of Medicine II");
    await expect(card).toContainText("Lindqvist, Maja");
    for (const mate of ["Adeyemi, Tobi", "Al-Rashid, Noor", "Costa, Beatriz", "Tanaka, Haruto"]) await expect(card).toContainText(mate);
    await expect(card.getByRole("listitem")).toHaveCount(9);
    await expect(card).not.toContainText("Nguyễn, Thu Hà");
    await expect(page.getByText(/\b\d{7}\b/)).toHaveCount(0);
  });

  test("is refused on every administration page and on the pages of groups", async ({ page, complaints }) => {
    complaints.expect(/status of 403/);
    for (const address of ["/admin/outbox", "/admin/audit", "/admin/users", "/admin/settings", "/admin/anything"]) await refused(page, address);
    for (const tail of ["groups", "groups/new", "groups/import", "groups/21"]) await refused(page, `${OWN}/${tail}`);
    await refused(page, "/my-learners");
  });

  test("sees that a course exists and who runs it, not who is enrolled", async ({ page }) => {
    await page.goto("/courses");
    await page.getByRole("link", { name: "MED-201", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Learners" })).toHaveCount(0);
    await expect(page.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "Groups" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
  });

  test("without a group is told what will stand here", async ({ page, as }) => {
    const coordinator = await as("coordinator");
    await coordinator.goto(`${OWN}/groups?q=PBL+7`);
    await coordinator.getByRole("link", { name: "PBL 7", exact: true }).click();
    await coordinator.getByLabel("Select Nguyễn, Thu Hà").check();
    await coordinator.getByRole("button", { name: "Delete Members" }).click();
    await coordinator.getByRole("button", { name: "Proceed" }).click();
    await expect(said(coordinator)).toContainText("1 member removed");
    await page.goto("/my-groups");
    await expect(page.getByText("You are in no group yet")).toBeVisible();
  });
});

for (const role of ["staffadmin", "medtech"]) {
  test.describe(role, () => {
    test.use({ role });

    test("reads in the outbox the link of a forgotten password, which opens the account @both", async ({ page, as }) => {
      const forgetful = await as(null);
      await forgetful.goto("/password/forgotten");
      await forgetful.getByLabel(/username/i).fill("lecturer");
      await forgetful.getByRole("button").click();
      await expect(forgetful.getByRole("status").or(forgetful.getByRole("alert")).first()).toBeVisible();

      await page.goto("/admin/outbox");
      const mail = page.getByRole("row").filter({ hasText: "h.whitfield@med.example" });
      await expect(mail).toContainText("Waiting");
      await mail.locator("summary").click();
      const link = (await mail.locator("pre").innerText()).match(/http\S+\/password\/reset\?token=\S+/)[0];
      await forgetful.goto(link);
      await forgetful.getByLabel("New password", { exact: true }).fill("correct horse battery");
      await forgetful.getByLabel(/again/i).fill("correct horse battery");
      await forgetful.getByRole("button").last().click();
      await expect(forgetful).not.toHaveURL(/password\/reset/);
    });

    test("finds in the audit log what was done, by whom, and by search", async ({ page, as }) => {
      const director = await as("director");
      await openFirstGroup(director, OWN);
      await director.getByLabel("Group Name").fill("PBL One");
      await director.getByRole("button", { name: "Proceed" }).click();
      await expect(said(director)).toContainText("renamed to “PBL One”");

      await page.goto("/admin/audit");
      const first = page.locator("tbody tr").first();
      await expect(first).toContainText("Moreau, Élodie");
      await expect(first).toContainText("groups.edit");
      await expect(first).toContainText("PBL 1: renamed to “PBL One”.");
      await page.getByLabel("Search the audit log").fill("moreau one");
      await expect(page).toHaveURL(/q=moreau/);
      await expect(page.locator("tbody tr")).toHaveCount(1);
      await page.getByLabel("Search the audit log").fill("no such deed");
      await expect(page.getByText("No entry matches")).toBeVisible();
    });
  });
}

test.describe("an administrator of the faculty", () => {
  test.use({ role: "facultyadmin" });

  test("reads the audit log, but no mail, which could open accounts", async ({ page, complaints }) => {
    complaints.expect(/status of 403/);
    await page.goto("/admin/audit");
    await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
    await refused(page, "/admin/outbox");
  });
});
