// "Import From CSV" for users: from the registry's file to accounts, with everything unclear settled on the way.
import { readFile } from "node:fs/promises";
import { tabTo, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";
import { registry } from "../registry.mjs";
import { cellOf, chip, csv, found, give, grid, HEADER, IMPORT, importAll, known, next, review, row, student, type } from "../users-csv.mjs";

test.use({ role: "staffadmin", contextOptions: { reducedMotion: "reduce" } });
// These go a long way, and one with a large file.
test.describe.configure({ timeout: 180_000 });

const said = (page) => page.locator(".flash-region");
const problems = (page) => page.getByRole("region", { name: "Problems" });

test("users come from a file, and the import is undone @both", async ({ page }) => {
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Import From CSV" }).click();
  await expect(page).toHaveURL(IMPORT);
  const [sample] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download a sample file" }).click()]);
  expect(await readFile(await sample.path(), "utf8")).toMatch(/^\ufeff?First Name,Last Name,Username,Email,Organisation,Gender,Group,Role/);

  await give(page, csv([student("quill"), student("quiver")]));
  await expect(page.getByText("2 rows").first()).toBeVisible();
  await next(page).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Columns" })).toHaveAttribute("aria-current", "step");
  await next(page).click();
  await expect(chip(page, /create$/)).toHaveText(/2\s*create/);
  expect(await found(await page.context().newPage(), "quill"), "nothing is written before").toBe(0);
  await next(page).click();
  await expect(page).toHaveURL(/step=finish/);
  await page.getByLabel("Notify new users").uncheck();
  await importAll(page);
  await expect(said(page)).toContainText("2 users created");
  await expect(page.getByRole("region", { name: "What the import did" })).toContainText(/Created\s*2/);
  await expect(page.getByRole("row").filter({ hasText: "quill" })).toContainText("Created");

  await page.getByRole("button", { name: "Undo import" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo import" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Undone" })).toContainText("2 users deleted");
  await expect(said(page)).toHaveText("");
  await expect(page.getByRole("button", { name: "Undo import" })).toHaveCount(0);
  expect(await found(page, "quill")).toBe(0);
});

test("the whole way goes by keyboard alone", async ({ page }) => {
  await page.goto(IMPORT);
  await give(page, csv([student("quill"), student("quiver", { email: "not an address" })]));
  await tabTo(page, next(page), { most: 80 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/step=columns/);
  await tabTo(page, next(page), { key: "Shift+Tab", most: 80 });
  await page.keyboard.press("Enter");
  await expect(grid(page)).toBeVisible();

  // One stop in the grid; arrows move in it.
  const name = await cellOf(page, "Person quiver", "Name");
  await tabTo(page, name, { most: 40 });
  await page.keyboard.press("ArrowRight");
  const email = await cellOf(page, "Person quiver", "Email");
  await expect(email).toBeFocused();
  await expect(email).toContainText("is no e-mail address");
  await page.keyboard.press("Enter");
  await expect(email.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(email).toBeFocused();
  await expect(email).toContainText("not an address");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("quiver@new.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Free" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No problems left" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show all rows" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(chip(page, /with problems$/)).toHaveText(/1\s*with problems/);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(chip(page, /with problems$/)).toHaveText(/0\s*with problems/);

  await tabTo(page, next(page), { most: 80 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/step=finish/);
  await tabTo(page, page.getByRole("button", { name: "Import Users" }), { most: 40 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/users\/imports\/\d+/);
});

test("problems are fixed one by one and everywhere, undone, left out, and downloaded", async ({ page }) => {
  const rows = [
    student("quill", { gender: "Divers" }),
    student("quiver", { gender: "Divers" }),
    student("quota", { email: "quince@new.example" }),
    student("quince"),
    student("quark", { role: "wizard" }),
  ];
  await review(page, csv(rows));
  await expect(chip(page, /with problems$/)).toHaveAttribute("aria-pressed", "true");
  await expect(chip(page, /with problems$/)).toHaveText(/5\s*with problems/);
  await expect(await cellOf(page, "Person quota", "Email")).toContainText("Row 5 has the same");

  await type(page, "Person quota", "Email", "quota@new.example");
  await expect(chip(page, /with problems$/)).toHaveText(/3\s*with problems/);

  const divers = problems(page).getByRole("listitem").filter({ hasText: "Divers" });
  await expect(divers).toContainText("2 rows");
  await divers.getByRole("button", { name: "Fix all" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("stands under Gender in 2 rows");
  await dialog.getByLabel("Replace it by").selectOption({ label: "Non-Binary" });
  await dialog.getByRole("button", { name: "Fix all" }).click();
  await expect(chip(page, /with problems$/)).toHaveText(/1\s*with problems/);
  await page.getByRole("button", { name: /^Undo: / }).click();
  await expect(chip(page, /with problems$/)).toHaveText(/3\s*with problems/);
  await page.getByRole("button", { name: /^Redo: / }).click();
  await expect(chip(page, /with problems$/)).toHaveText(/1\s*with problems/);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download problem rows" }).click()]);
  expect(download.suggestedFilename()).toBe("users problems.csv");
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("quark");
  expect(text).not.toContain("quill");

  await page.getByRole("button", { name: "Leave out the row with a problem" }).click();
  await expect(chip(page, /left out$/)).toHaveText(/1\s*left out/);
  await next(page).click();
  await importAll(page);
  await expect(said(page)).toContainText("4 users created");
  expect(await found(page, "quark")).toBe(0);
});

test("a cell that is only looked at stays as it is, and keeps its lines", async ({ page }) => {
  const notes = "Came late.\nAsked for a tutor.";
  await review(page, csv([[...student("quill", { gender: "Female" }), notes]], [...HEADER, "Notes"]));
  for (const [column, key] of [["Gender", "Enter"], ["Gender", "Tab"], ["Notes", "Enter"], ["Notes", "Tab"], ["Email", "Tab"]]) {
    const cell = await cellOf(page, "Person quill", column);
    await cell.dblclick();
    const field = cell.locator("input, select, textarea");
    await expect(field).toBeFocused();
    if (column === "Notes") await expect(field).toHaveValue(notes);
    await field.press(key);
    await expect(field).toHaveCount(0);
  }
  await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
  await expect(await cellOf(page, "Person quill", "Gender")).toHaveText("Female");

  const cell = await cellOf(page, "Person quill", "Notes");
  await cell.dblclick();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("Has one.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Undo: / })).toBeVisible();
  await cell.dblclick();
  await expect(cell.getByRole("textbox")).toHaveValue(`${notes}\nHas one.`);
  await page.keyboard.press("Escape");

  await page.getByRole("group", { name: "How rows are shown" }).getByText("One by one").click();
  const card = page.getByRole("region", { name: "One by one" });
  await expect(card.getByLabel("Notes")).toHaveValue(`${notes}\nHas one.`);
  await expect(card.getByLabel("Gender").locator("option:checked")).toHaveText("Female");
});

test("what is free is said while it is typed", async ({ page }) => {
  await review(page, csv([student("quill"), student("quiver")]));
  const email = await cellOf(page, "Person quill", "Email");
  await email.dblclick();
  const field = email.getByRole("textbox");
  await field.fill("quick@new.example");
  await expect(email.getByRole("status")).toHaveText("Free");
  await field.fill("quiver@new.example");
  await expect(email.getByRole("status")).toContainText("Row 3 has the same");
  await field.fill("nothing of the kind");
  await expect(email.getByRole("status")).toContainText("is no e-mail address");
  await field.press("Escape");
  await expect(email).toHaveText("quill@new.example");
  await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
});

test("an answer that does not arrive is looked for, and nothing is claimed that is not known", async ({ page, complaints }) => {
  complaints.expect(/net::ERR_FAILED/);
  const trouble = page.locator(".import__trouble");
  const finish = async () => {
    await next(page).click();
    await expect(page).toHaveURL(/step=finish/);
    await page.getByRole("button", { name: "Import Users" }).click();
  };
  await review(page, csv([student("quill")]));
  // It never reaches the server.
  const commit = "**/admin/users/import/uploads/*/commit";
  await page.context().route(commit, (route) => route.abort());
  await finish();
  await expect(trouble).toContainText("Looking whether the import was made");
  await expect(trouble).toContainText("It is not known whether the import was made", { timeout: 30_000 });
  await expect(trouble).not.toContainText("Nothing was written");
  // Everyone is looked up anew.
  await expect(chip(page, /create$/)).toHaveText(/1\s*create/);
  await page.getByRole("button", { name: "See earlier imports" }).click();
  await expect(page.getByRole("region", { name: "Earlier imports" })).toContainText("None yet.");

  // It reaches the server, and the connection breaks before the answer.
  await page.context().unroute(commit);
  await page.context().route(commit, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await next(page).click();
  await next(page).click();
  await expect(chip(page, /create$/)).toHaveText(/1\s*create/);
  await finish();
  await expect(page).toHaveURL(/\/admin\/users\/imports\/\d+/, { timeout: 30_000 });
  await expect(said(page)).toContainText("The import was made: 1 user created");
});

test("who stops an import too late is told that it was made", async ({ page, complaints }) => {
  complaints.expect(/net::ERR_/);
  await review(page, csv([student("quill")]));
  await next(page).click();
  // The answer is on its way for as long as anyone waits for it.
  const made = new Promise((done) => page.context().route("**/admin/users/import/uploads/*/commit", (route) => route.fetch().then(done)));
  await page.getByRole("button", { name: "Import Users" }).click();
  await made;
  await page.getByRole("group", { name: "Progress" }).getByRole("button", { name: "Stop" }).click();
  await expect(page).toHaveURL(/\/admin\/users\/imports\/\d+/, { timeout: 30_000 });
  await expect(said(page)).toContainText("The import was made: 1 user created");
});

test("going on with problems asks, and leaves them out knowingly", async ({ page }) => {
  await review(page, csv([student("quill"), student("quark", { role: "wizard" })]));
  await next(page).click();
  await expect(page.getByRole("dialog")).toContainText("1 row has a problem");
  await page.getByRole("dialog").getByRole("button", { name: "Leave out the row with a problem" }).click();
  await expect(page).toHaveURL(/step=finish/);
  await expect(page.getByRole("region", { name: "When you import" })).toContainText("Create");
});

test("one row after another is looked at, with all its fields", async ({ page }) => {
  await review(page, csv([student("quill", { gender: "Divers" }), student("quiver", { role: "wizard" })]));
  await expect(page.getByRole("button", { name: "Row 1 of 2 problems" })).toBeVisible();
  await page.getByRole("button", { name: "Row 1 of 2 problems" }).click();
  const card = page.getByRole("region", { name: "One by one" });
  await expect(card.getByRole("heading", { level: 2 })).toContainText("Person quill");
  await expect(card.getByLabel("Gender")).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Next row" }).click();
  await expect(card.getByRole("heading", { level: 2 })).toContainText("Person quiver");
  await card.getByLabel("Role").selectOption("student");
  await expect(page.getByRole("button", { name: "Row 1 of 1 problem" })).toBeVisible();
  await expect(card.getByRole("heading", { level: 2 })).toContainText("Person quill");
});

test("someone who is there already is shown beside the file, and new roles are asked @both", async ({ page }) => {
  const lecturer = await known(page, "lecturer", { group: "faculty", role: "director", email: "other@new.example" });
  await review(page, csv([lecturer, student("quill")]));
  await expect(chip(page, /new role$/)).toHaveText(/1\s*new role/);
  await next(page).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText("Already in Coterie: 1 of 1 needs your decision");
  const role = dialog.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Role/ }) });
  await expect(role).toContainText("faculty:lecturer");
  await expect(role).toContainText("faculty:director");
  await expect(role).toContainText("differs");
  await role.getByLabel("Use file").check();
  const email = dialog.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Email/ }) });
  await email.getByLabel("Keep").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await next(page).click();
  await importAll(page);
  await expect(said(page)).toContainText("1 user created, 1 updated");
  await page.goto("/admin/users?q=lecturer");
  await expect(page.locator("tbody")).not.toContainText("other@new.example");
});

test("what changed meanwhile comes up again before anything is written @both", async ({ page, as }) => {
  await review(page, csv([student("quill"), student("quiver")]));
  await next(page).click();
  await expect(page).toHaveURL(/step=finish/);
  const other = await as("medtech");
  await review(other, csv([student("quill", { last: "Someone Else" })]));
  await next(other).click();
  await importAll(other);

  await page.getByRole("button", { name: "Import Users" }).click();
  await expect(page).toHaveURL(/step=review/);
  await expect(page.getByRole("alert")).toContainText("Meanwhile 1 row changed: look at it");
  await expect(chip(page, /changed meanwhile$/)).toHaveAttribute("aria-pressed", "true");
  await expect(row(page, "Person quill")).toBeVisible();
  expect(await found(await page.context().newPage(), "quiver")).toBe(0);
});

test("hostile names are text, wherever they are shown", async ({ page }) => {
  const hostile = ["<img src=x onerror=alert(1)>", "\u202Egnp.exe", '=HYPERLINK("http://x","y")'];
  const rows = hostile.map((last, at) => student(`quill${at}`, { last }));
  await review(page, csv([...rows, student("quark", { last: hostile[0], role: "<b>wizard</b>" })], undefined), "<b>users</b>.csv");
  await chip(page, /rows$/).click();
  for (const last of hostile) await expect(row(page, last).first()).toBeVisible();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  await expect(problems(page)).toContainText("<b>wizard</b>");
  await page.getByRole("button", { name: "Leave out the row with a problem" }).click();
  await next(page).click();
  await importAll(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<b>users</b>.csv");
  await expect(page.getByRole("link", { name: hostile[0] }).first()).toBeVisible();
});

test("the same file twice changes nothing @both", async ({ page }) => {
  const file = csv([student("quill"), student("quiver")]);
  await review(page, file);
  await next(page).click();
  await importAll(page);
  await review(page, file);
  await expect(page.getByText("Nothing to change").first()).toBeVisible();
  await expect(chip(page, /unchanged$/)).toHaveText(/2\s*unchanged/);
  await expect(next(page)).toHaveAttribute("aria-disabled", "true");
});

test("back and forward stay in the import; a reload begins with the file, and leaving asks", async ({ page, complaints }) => {
  complaints.expect(/beforeunload/);
  await review(page, csv([student("quill")]));
  await page.goBack();
  await expect(page).toHaveURL(/step=columns/);
  await page.goForward();
  await expect(page).toHaveURL(/step=review/);
  await expect(grid(page)).toBeVisible();
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    if (dialog.type() === "beforeunload") await dialog.accept();
    else await dialog.dismiss();
  });
  await page.getByRole("link", { name: "Audit Log" }).or(page.getByRole("link", { name: "Settings" })).first().click();
  await expect(page).toHaveURL(/step=review/);
  expect(asked).toEqual(["confirm"]);
  await page.reload();
  await expect(page.getByText("Choose it again")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${IMPORT}$`));
});

test("100,000 rows scroll, and only those in sight are in the document", async ({ page }) => {
  const rows = Array.from({ length: 100_000 }, (_, at) => student(`quill${at}`));
  await review(page, csv(rows));
  await chip(page, /rows$/).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "100001");
  expect(await grid(page).getByRole("row").count()).toBeLessThan(80);
  const first = await cellOf(page, "Person quill0", "Name");
  await first.click();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(row(page, "Person quill99999")).toBeVisible();
  expect(await grid(page).getByRole("row").count()).toBeLessThan(80);
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(first).toBeFocused();
});

test("of a wide file only the columns in sight are in the document, and the keyboard reaches all", async ({ page }) => {
  await review(page, registry(200));
  await chip(page, /rows$/).click();
  const cells = row(page, "Müller-7,").locator("[aria-colindex]");
  await expect(grid(page)).toHaveAttribute("aria-colcount", "27");
  await expect(grid(page).getByRole("columnheader")).toHaveCount(27);
  expect(await cells.count()).toBeLessThan(12);
  await cells.nth(1).click();
  await page.keyboard.press("End");
  const last = row(page, "Müller-7,").locator("[aria-colindex='27']");
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await cells.count()).toBeLessThan(12);
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, "Müller-7,").locator("[aria-colindex='26']")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(cells.first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cells.nth(1)).toBeFocused();
  await expect(cells.nth(1)).toBeInViewport();
  // What is typed stays when its column scrolls away.
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("quick@new.example");
  await grid(page).evaluate((table) => (table.closest(".windowed").scrollLeft = 4_000));
  await expect(page.getByRole("button", { name: /^Undo: / })).toBeVisible();
  await grid(page).evaluate((table) => (table.closest(".windowed").scrollLeft = 0));
  await expect(cells.nth(1)).toContainText("quick@new.example");
});

test("every step is clean, also on a phone", async ({ page }) => {
  const lecturer = await known(page, "lecturer", { group: "faculty", role: "director" });
  const file = csv([lecturer, student("quill", { gender: "Divers" }), student("quiver", { last: "A".repeat(180) })]);
  await page.goto(IMPORT);
  expect(await troubles(page)).toEqual([]);
  await review(page, file);
  expect(await troubles(page)).toEqual([]);
  await page.getByRole("button", { name: "Decide…" }).click();
  await expect(page.getByRole("dialog")).toContainText("faculty:director");
  expect(await troubles(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("region", { name: "One by one" })).toBeVisible();
  expect(await troubles(page)).toEqual([]);
});
