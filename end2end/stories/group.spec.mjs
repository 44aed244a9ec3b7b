// A group's page: name, members and tutors, changed together by "Proceed".
import { pick, said, tabTo, undo } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator" });

/** Opens a group of MED-201 from the dashboard. */
async function open(page, group) {
  await page.goto(`/courses/MED-201/groups?q=${encodeURIComponent(group)}`);
  await page.getByRole("link", { name: group, exact: true }).click();
  await expect(page.getByLabel("Group Name")).toHaveValue(group);
}

const proceed = (page) => page.getByRole("button", { name: "Proceed" });
const members = (page) => page.locator("table.members");
const pending = (page) => page.locator(".group__pending");
/** What a picker offers. */
const offered = (page) => page.getByRole("listbox").getByRole("option");
/** A tutor's line. */
const tutor = (page, name) => page.locator(".group__tutor").filter({ hasText: name });

test("name, tutors and members are changed, saved by Proceed, and undone @both", async ({ page }) => {
  await open(page, "PBL 7");
  await expect(pending(page)).toHaveText("All changes are saved");
  await page.getByLabel("Group Name").fill("PBL Seven");

  const field = page.getByRole("combobox", { name: "Add a tutor" });
  await field.fill("chen, w");
  await expect(page.getByText("Two people are named Chen, Wei")).toBeVisible();
  await page.getByRole("radiogroup", { name: "Add as" }).getByLabel("Auditor").check();
  await offered(page).filter({ hasText: "w.chen2@" }).click();
  await expect(tutor(page, "Chen, Wei")).toContainText("new");
  await expect(page.getByLabel("Type of Chen, Wei")).toHaveValue("auditor");
  await page.getByRole("button", { name: "Remove Rao, Dev" }).click();
  await page.getByLabel("Type of Lindqvist, Maja").selectOption({ label: "Teacher" });

  await page.getByLabel("Select Eriksen, Jonas").check();
  await page.getByLabel("Select Tanaka, Haruto").check();
  await page.getByRole("button", { name: "Delete Members" }).click();
  await page.getByRole("button", { name: "Put back Tanaka, Haruto" }).click();
  await pick(page, "Add Members", "bekele, d", "Bekele, Dawit");
  await expect(page.getByText("Bekele, Dawit is in PBL 1 and moves here when you proceed: 8 members here, 7 there.")).toBeVisible();
  await expect(pending(page)).toHaveText(
    "Not saved yet: renamed to “PBL Seven”, 1 tutor and 1 member added, 1 tutor and 1 member removed, 1 tutor given another type",
  );
  await proceed(page).click();
  await expect(said(page)).toContainText("PBL 7: renamed to “PBL Seven”, 1 member removed, 1 member added");
  await expect(pending(page)).toHaveText("All changes are saved");
  await expect(page).toHaveTitle(/^PBL Seven · MED-201/);
  await page.reload();
  await live(page);
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Seven");
  await expect(members(page)).toContainText("Bekele, Dawit");
  await expect(members(page)).not.toContainText("Eriksen, Jonas");
  await expect(members(page)).toContainText("Tanaka, Haruto");
  await expect(tutor(page, "Rao, Dev")).toHaveCount(0);
  await expect(page.getByLabel("Type of Chen, Wei")).toHaveValue("auditor");
  await expect(page.getByLabel("Type of Lindqvist, Maja")).toHaveValue("teacher");

  await page.getByLabel("Group Name").fill("PBL Seven, again");
  await proceed(page).click();
  await expect(said(page)).toContainText("renamed to “PBL Seven, again”");
  await undo(page);
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Seven");
});

test("Undo brings members and tutors back on the page", async ({ page }) => {
  await open(page, "PBL 7");
  await page.getByLabel("Select all members").check();
  await page.getByRole("button", { name: "Delete Members" }).click();
  await page.getByRole("button", { name: "Remove Lindqvist, Maja" }).click();
  await proceed(page).click();
  await expect(page.getByText("Nobody is in this group yet.")).toBeVisible();
  await expect(tutor(page, "Lindqvist, Maja")).toHaveCount(0);
  await undo(page);
  await expect(members(page).getByRole("row")).toHaveCount(9);
  await expect(page.getByLabel("Type of Lindqvist, Maja")).toHaveValue("tutor");
});

for (const [name, words] of [
  ["pbl 8", "A group named “pbl 8” exists already in this period."],
  ["   ", "name"],
]) {
  test(`a name like “${name}” is refused beside the field, with the focus there and all else kept`, async ({ page, complaints }) => {
    complaints.expect(/status of 409/);
    await open(page, "PBL 7");
    await pick(page, "Add a tutor", "haddad", "Haddad, Omar");
    const field = page.getByLabel("Group Name");
    await field.fill(name);
    await proceed(page).click();
    await expect(page.locator("#group-name-problem")).toContainText(words);
    await expect(field).toHaveAccessibleDescription(new RegExp(words));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(name);
    await expect(tutor(page, "Haddad, Omar")).toContainText("new");
    await field.fill("PBL 7b");
    await expect(page.locator("#group-name-problem")).toBeEmpty();
    await proceed(page).click();
    await expect(said(page)).toContainText("renamed to “PBL 7b”, 1 tutor added");
  });
}

test("a page made on old data is refused with what changed, and keeps what was typed @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  await open(page, "PBL 7");
  await page.getByLabel("Group Name").fill("PBL Seven");
  await pick(page, "Add a tutor", "haddad", "Haddad, Omar");
  const director = await as("director");
  await open(director, "PBL 7");
  await director.getByRole("button", { name: "Remove Rao, Dev" }).click();
  await proceed(director).click();
  await expect(said(director)).toContainText("PBL 7: 1 tutor removed.");
  await proceed(page).click();
  const alert = page.locator(".actions-bar").getByRole("alert");
  await expect(alert).toContainText("The groups were changed meanwhile. Moreau, Élodie: PBL 7: 1 tutor removed.");
  await expect(alert).toContainText("Your changes are kept.");
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Seven");
  await expect(tutor(page, "Haddad, Omar")).toContainText("new");
  await expect(tutor(page, "Rao, Dev")).toHaveCount(0);
  await proceed(page).click();
  await expect(said(page)).toContainText("PBL 7: renamed to “PBL Seven”, 1 tutor added.");
  await expect(alert).toBeEmpty();
  await expect(tutor(page, "Haddad, Omar")).not.toContainText("new");
  await expect(tutor(page, "Rao, Dev")).toHaveCount(0);
});

test("a group that someone deleted meanwhile says so", async ({ page, as, complaints }) => {
  complaints.expect(/status of 40[49]/);
  await open(page, "PBL 7");
  await page.getByLabel("Group Name").fill("PBL Seven");
  const director = await as("director");
  await open(director, "PBL 7");
  await director.getByRole("button", { name: "More", exact: true }).click();
  await director.getByRole("button", { name: "Delete group" }).click();
  await director.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
  await expect(director).toHaveURL(/MED-201\/groups(\?.*)?$/);
  await expect(said(director)).toContainText("PBL 7 deleted.");
  await proceed(page).click();
  await expect(page.getByText("This group is not there.")).toBeVisible();
  await undo(director);
  await expect(director.getByRole("link", { name: "PBL 7", exact: true })).toBeVisible();
});

test("a group is renamed and gets a member by keyboard alone", async ({ page }) => {
  await open(page, "PBL 7");
  const field = page.getByLabel("Group Name");
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("PBL Seven");
  const add = page.getByRole("combobox", { name: "Add Members" });
  await tabTo(page, add);
  await page.keyboard.type("wu, xiao");
  await expect(offered(page).first()).toContainText("In PBL 1");
  const wanted = offered(page).filter({ hasText: "Wu, Xiaoyan" });
  for (let steps = await offered(page).count(); steps > 0 && (await wanted.getAttribute("aria-selected")) !== "true"; steps -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page.locator(".chip")).toContainText("Wu, Xiaoyan");
  await expect(add).toBeFocused();
  await tabTo(page, proceed(page));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("PBL 7: renamed to “PBL Seven”, 1 member added.");
  await expect(page.locator("main")).toBeFocused();
  await expect(members(page)).toContainText("Wu, Xiaoyan");
});

test("the picker closes on Esc, offers nobody twice, and says when nobody is found", async ({ page }) => {
  await open(page, "PBL 7");
  const add = page.getByRole("combobox", { name: "Add Members" });
  await add.fill("tanaka, h");
  const option = offered(page);
  await expect(option).toContainText("In this group");
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Enter");
  await expect(page.locator(".chip")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(option).toHaveCount(0);
  await expect(add).toHaveValue("tanaka, h");
  await add.fill("nobody of that name");
  await expect(page.getByText("Nobody found.")).toBeVisible();
});

test("leaving a changed page warns: by a link, by Back, and by closing the window", async ({ page }) => {
  await open(page, "PBL 7");
  await page.getByLabel("Group Name").fill("PBL Seven");
  const asked = [];
  let stay = true;
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return stay ? dialog.dismiss() : dialog.accept();
  });
  await page.getByRole("link", { name: "Next group" }).click();
  await expect.poll(() => asked).toEqual(["confirm"]);
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Seven");
  const address = page.url();
  await page.evaluate(() => history.back());
  await expect.poll(() => asked).toEqual(["confirm", "confirm"]);
  await expect(page).toHaveURL(address);
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL Seven");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["confirm", "confirm", "beforeunload"]);
  stay = false;
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/MED-201\/groups\?q=/);
  await expect(page.getByRole("link", { name: "PBL 7", exact: true })).toBeVisible();
});

test("Cancel lets go of the changes without a question, and leads to the dashboard", async ({ page }) => {
  await open(page, "PBL 7");
  await page.getByLabel("Group Name").fill("PBL Seven");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/MED-201\/groups(\?.*)?$/);
  await expect(page.getByRole("link", { name: "PBL 7", exact: true })).toBeVisible();
});

test("the steps to either side follow the order of the dashboard", async ({ page }) => {
  await open(page, "PBL 9");
  await expect(page.getByText("9 of 20")).toBeVisible();
  await page.getByRole("link", { name: "Next group" }).click();
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL 10");
  await page.getByRole("link", { name: "Previous group" }).click();
  await expect(page.getByLabel("Group Name")).toHaveValue("PBL 9");
});

test("a field that waits for its picker keeps the focus when that comes", async ({ page }) => {
  await open(page, "PBL 7");
  const group = page.url();
  const fields = [
    ["/masks", "Lend to"],
    ["/courses/MED-201/setup", "Add a contact"],
    [group, "Add Members"],
    [group, "Add a tutor"],
  ];
  for (const [address, name] of fields) {
    let come;
    const held = new Promise((done) => (come = done));
    await page.route("**/shared_*", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address);
    const field = page.getByLabel(name, { exact: true });
    await field.focus();
    await expect(field, name).toHaveJSProperty("readOnly", true);
    come();
    await expect(field, name).toHaveJSProperty("readOnly", false);
    await expect(field, name).toBeFocused();
    await page.unroute("**/shared_*");
  }
});
