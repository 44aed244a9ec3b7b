// "Manage Users": people are found, added, changed, deleted and brought back.
import { troubles } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "staffadmin", contextOptions: { reducedMotion: "reduce" } });

const said = (page) => page.locator(".flash-region");
const rows = (page) => page.getByRole("table", { name: "Manage Users" }).locator("tbody").getByRole("row");

test("users are searched, filtered and sorted, and the address keeps it @both", async ({ page }) => {
  await page.goto("/courses");
  await page.getByRole("link", { name: "Manage Users" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Manage Users");
  await expect(rows(page)).toHaveCount(50);
  await page.getByLabel("Search users").fill("lindqvist maja");
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("Group", { exact: true }).selectOption("faculty");
  await expect(page).toHaveURL(/group=faculty/);
  await page.reload();
  await live(page);
  await expect(page.getByLabel("Search users")).toHaveValue("lindqvist maja");
  await expect(page.getByLabel("Group", { exact: true })).toHaveValue("faculty");
  await page.getByLabel("Search users").fill("nobody is called this");
  await page.getByRole("button", { name: "Show everyone" }).click();
  await expect(rows(page)).toHaveCount(50);
  const first = await rows(page).first().getByRole("rowheader").innerText();
  await page.getByRole("link", { name: "Name", exact: false }).first().click();
  await expect(page).toHaveURL(/sort=-/);
  await expect(rows(page).first().getByRole("rowheader")).not.toHaveText(first);
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
});

test("a user is added, told a password once, signs in with it and must choose another @both", async ({ page, as }) => {
  await page.goto("/admin/users/new");
  await page.getByRole("button", { name: "Add User" }).click();
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page.getByText("Type a username")).toBeVisible();
  await page.getByLabel("Username").fill("zimmer");
  await page.getByLabel("Primary E-Mail").fill("coordinator@");
  await page.getByLabel("First Name/Legal Name").fill("Zoë <img src=x>");
  await page.getByLabel("Last Name").fill("Zimmer");
  await page.getByRole("button", { name: "Add User" }).click();
  await expect(page.getByLabel("Primary E-Mail")).toBeFocused();
  await page.getByLabel("Primary E-Mail").fill("zimmer@school.example");
  await page.getByRole("button", { name: "Add User" }).click();
  await expect(page.getByText("Choose a group and a role, and press")).toBeVisible();
  await page.getByLabel("Group", { exact: true }).selectOption("student");
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue("student");
  await page.getByRole("button", { name: "Add Permission" }).click();
  await page.getByRole("button", { name: "Add User" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zimmer, Zoë <img src=x>");
  const password = (await said(page).innerText()).match(/[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}/)[0];
  const theirs = await as(null);
  await theirs.goto("/sign-in");
  await theirs.getByLabel("Username").fill("zimmer");
  await theirs.getByLabel("Password", { exact: true }).fill(password);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs).toHaveURL(/\/password\?problem=due/);
});

test("a profile is changed; a taken name is said at its field, and an older page is refused without losing what was typed @both", async ({ page, context }) => {
  await page.goto("/admin/users?q=whitfield");
  await rows(page).first().getByRole("link").click();
  await expect(page.getByLabel("Office Hours")).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await live(other);
  await page.getByLabel("Office Hours").fill("Mondays, 10:00");
  await page.getByLabel("Username").fill("coordinator");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Someone else has this username.")).toBeVisible();
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.getByLabel("Username").fill("whitfield");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(said(page)).toContainText("Saved.");
  await other.getByLabel("City").fill("Porto");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "Someone changed this user meanwhile" })).toBeVisible();
  await expect(other.getByLabel("City")).toHaveValue("Porto");
  await page.reload();
  await live(page);
  await expect(page.getByLabel("Office Hours")).toHaveValue("Mondays, 10:00");
  await expect(page.getByLabel("City")).toHaveValue("");
});

test("selected users are deleted after a question, found among the deleted, and brought back @both", async ({ page }) => {
  await page.goto("/admin/users?q=whitfield");
  const name = await rows(page).first().getByRole("rowheader").innerText();
  await rows(page).first().getByRole("checkbox").check();
  await page.getByRole("button", { name: "Delete Selected" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 1 user" });
  await dialog.getByRole("button", { name: "Delete Selected" }).click();
  await expect(said(page)).toContainText("1 user deleted.");
  await expect(page.getByText("No user matches")).toBeVisible();
  await page.goto("/admin/users?q=whitfield&status=deleted");
  await page.getByRole("link", { name: `Reactivate ${name}` }).click();
  await page.getByRole("button", { name: "Reactivate" }).click();
  await expect(page.getByText("Choose a group and a role, and press")).toBeVisible();
  await page.getByLabel("Group", { exact: true }).selectOption("staff");
  await page.getByLabel("Role", { exact: true }).selectOption("staff");
  await page.getByRole("button", { name: "Add Permission" }).click();
  await page.getByRole("button", { name: "Reactivate" }).click();
  await expect(said(page)).toContainText("can sign in again");
  await expect(page.getByLabel("Username")).toHaveValue(/./);
});

test("a user is made by keyboard alone", async ({ page }) => {
  await page.goto("/admin/users");
  const reach = async (locator) => {
    for (let presses = 0; presses < 120; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the focus never reached ${locator}`);
  };
  const type = async (label, text) => {
    await reach(page.getByLabel(label, { exact: true }));
    await page.keyboard.type(text);
  };
  await reach(page.getByRole("link", { name: "Add New User" }));
  await page.keyboard.press("Enter");
  await page.getByLabel("Username").waitFor();
  await type("Username *", "keys").catch(() => type("Username", "keys"));
  await reach(page.getByLabel("Primary E-Mail"));
  await page.keyboard.type("keys@school.example");
  await reach(page.getByLabel("Group", { exact: true }));
  await page.keyboard.type("student");
  await reach(page.getByRole("button", { name: "Add Permission" }));
  await page.keyboard.press("Enter");
  await reach(page.getByLabel("First Name/Legal Name"));
  await page.keyboard.type("Kay");
  await reach(page.getByLabel("Last Name"));
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Keys, Kay");
});

test("an administrator of one school sees neither the other's users nor who stands above", async ({ page, as, complaints }) => {
  complaints.expect(/status of 404/);
  await page.goto("/admin/users?q=ferreira+rui");
  await expect(page.getByText("No user matches").or(rows(page).first())).toBeVisible();
  const root = await as("medtech");
  await root.goto("/admin/users?group=medtech&role=admin");
  const address = await rows(root).first().getByRole("link").getAttribute("href");
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("This user is not there.");
});

test("the question, the selection and a form with problems are accessible, light and dark", async ({ page }) => {
  await page.goto("/admin/users");
  await rows(page).first().getByRole("checkbox").check();
  expect(await troubles(page, ["light", "dark"])).toEqual([]);
  await page.getByRole("button", { name: "Delete Selected" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await troubles(page, ["light", "dark"])).toEqual([]);
  await page.goto("/admin/users/new");
  await page.getByRole("button", { name: "Add User" }).click();
  await expect(page.getByText("Type a username")).toBeVisible();
  expect(await troubles(page, ["light", "dark"])).toEqual([]);
});

test("leaving a changed user asks first, and a saved one does not", async ({ page }) => {
  await page.goto("/admin/users?q=whitfield");
  await rows(page).first().getByRole("link").click();
  await page.getByLabel("City").fill("Porto");
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    dialog.dismiss();
  });
  await page.getByRole("link", { name: "Courses", exact: true }).first().click();
  expect(asked).toEqual(["Leave this page? Your changes are not saved yet."]);
  await expect(page.getByLabel("City")).toHaveValue("Porto");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(said(page)).toContainText("Saved.");
  await page.getByRole("link", { name: "Courses", exact: true }).first().click();
  await expect(page).toHaveURL(/\/courses$/);
  expect(asked).toHaveLength(1);
});
