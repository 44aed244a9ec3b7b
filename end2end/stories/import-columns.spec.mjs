// The columns of a file are connected with fields: by dragging, by pressing one end and the other, by keys; and rows are pasted.
import { backTo, csv, expectState, give, goOn, importAll, onButton, open, row } from "../csv.mjs";
import { expect, test } from "../story.mjs";
import { workbook } from "../workbook.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const BANERJEE = "Banerjee, Siddharth";
const STRANGE = csv([["PBL 2", BANERJEE, "L-7"]], { header: ["One", "Two", "Locker"] });

const column = (page, name) => page.getByRole("region", { name: "Columns in the file" }).getByRole("button", { name: new RegExp(`^${name}`) });
const field = (page, name) => page.getByRole("region", { name: "Fields in Coterie" }).getByRole("button", { name: new RegExp(`^${name} ?[*,]`) });
const chosen = (page, name) => page.getByLabel(`Column for ${name}`, { exact: true }).locator("option:checked");
const lines = (page) => page.locator(".mapping__lines path");
const told = (page, words) => expect(page.getByRole("status").filter({ hasText: words })).toBeAttached();

/** Drags from one to the other, as a hand does: in several moves. */
async function drag(page, from, to, { drop = true } = {}) {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + a.width / 2 + 20, a.y + a.height / 2 + 4);
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 5 });
  await expect(page.locator(".line--dragged")).toHaveCount(1);
  if (drop) await page.mouse.up();
}

test.beforeEach(async ({ page }) => {
  await open(page);
  await give(page, STRANGE);
  await expectState(page, "1 required field is open: Group Name");
  // The bar at the foot is there at once; the step above it is WASM of its own, and someone looks at it before they press.
  await expect(page.getByLabel("Column for Group Name")).toBeVisible();
});

test("a line is dragged from either side, and Escape lets go of it", async ({ page }) => {
  await drag(page, column(page, "One"), field(page, "Group Name"));
  await expect(chosen(page, "Group Name")).toHaveText("One");
  await expect(lines(page)).toHaveCount(1);
  await drag(page, field(page, "Learner Name"), column(page, "Two"));
  await expect(chosen(page, "Learner Name")).toHaveText("Two");
  await expect(lines(page)).toHaveCount(2);

  await drag(page, column(page, "Locker"), field(page, "Tutors"), { drop: false });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(chosen(page, "Tutors")).toHaveText("No column");
  await expect(page.locator(".line--dragged")).toHaveCount(0);
  await told(page, "Put back");
  await goOn(page);
  await expectState(page, "1 learner placed.");
});

test("one end is pressed and then the other, whichever comes first", async ({ page }) => {
  await column(page, "One").click();
  await field(page, "Group Name").click();
  await expect(chosen(page, "Group Name")).toHaveText("One");
  await field(page, "Learner Name").click();
  await column(page, "Two").click();
  await expect(chosen(page, "Learner Name")).toHaveText("Two");
  await page.getByLabel("Import “Locker” as").selectOption("Tutors");
  await expect(chosen(page, "Tutors")).toHaveText("Locker");
  await page.getByLabel("Column for Tutors", { exact: true }).selectOption("No column");
  await goOn(page);
  await expect(row(page, 2)).toContainText("PBL 2");
  await backTo(page, "Columns");
  await expect(chosen(page, "Group Name")).toHaveText("One");
});

test("all of it by keys, and told as it happens", async ({ page }) => {
  await column(page, "One").focus();
  await page.keyboard.press("Enter");
  await told(page, "“One” is picked up.");
  await expect(field(page, "Group Name")).toBeFocused();
  await page.keyboard.press("Enter");
  await told(page, "Group Name is read from “One”.");
  await expect(chosen(page, "Group Name")).toHaveText("One");

  await column(page, "One").focus();
  await page.keyboard.press("ArrowDown");
  await expect(column(page, "Two")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await told(page, "Put back.");
  await expect(column(page, "Two")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(field(page, "Tutors")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(field(page, "Learner Name")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chosen(page, "Learner Name")).toHaveText("Two");
  await expect(field(page, "Learner Name")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(chosen(page, "Learner Name")).toHaveText("No column");
});

test("what is open is shown, and a file with thousands of columns is searched", async ({ page }) => {
  await onButton(page).click({ force: true });
  await expect(page.getByLabel("Column for Group Name")).toBeFocused();
  const header = ["Team", ...Array.from({ length: 98 }, (_, at) => `Mark ${at + 1}`), "Wanted"];
  await give(page, csv([["PBL 2", ...Array(98).fill("1"), BANERJEE]], { header }));
  await expectState(page, /./);
  await backTo(page, "Columns");
  await expect(page.getByRole("region", { name: "Columns in the file" }).getByRole("button")).toHaveCount(60);
  await page.getByLabel("Search columns").fill("wanted");
  await expect(page.getByRole("region", { name: "Columns in the file" }).getByRole("button")).toHaveCount(1);
  await page.getByLabel("Column for Learner Name").selectOption("Wanted");
  await goOn(page);
  await expectState(page, "1 learner placed.");
});

test("rows are pasted anywhere on the page, or into their place", async ({ page }) => {
  await open(page);
  const text = `Group Name\tLearner Name\nPBL 2\t${BANERJEE}\n`;
  await page.getByRole("heading", { level: 1 }).evaluate((heading, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    heading.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect(page.getByText("Pasted rows.txt")).toBeVisible();
  await expectState(page, "1 learner placed.");
  await backTo(page, "File");
  await page.getByText("Paste rows", { exact: true }).click();
  await page.getByRole("textbox", { name: "Paste rows" }).fill(text.replace("PBL 2", "PBL 3"));
  await page.getByRole("button", { name: "Use these rows" }).click();
  await expect(row(page, 2)).toContainText("PBL 3");
});

test("a file with the same header is mapped as last time, and told so", async ({ page }) => {
  await page.getByLabel("Column for Group Name").selectOption("One");
  await page.getByLabel("Column for Learner Name").selectOption("Two");
  await expect(page.getByLabel("Remember these choices")).toBeChecked();
  await goOn(page);
  const kept = page.waitForResponse("**/api/groups/import-remember");
  await importAll(page);
  expect((await kept).status()).toBe(200);
  await open(page);
  await give(page, STRANGE, "next term.csv");
  await expectState(page, "Nothing to change");
  await expect(page.getByText("Mapped as last time.")).toBeVisible();
  await page.getByRole("button", { name: "Look at the columns" }).click();
  await expect(page.getByText("Same as last time").first()).toBeVisible();
  await expect(chosen(page, "Learner Name")).toHaveText("Two");
});

test("a sheet of a workbook is imported, and another one can be chosen", async ({ page }) => {
  const sheet = (group) => [["Group Name", "Learner Name"], [group, BANERJEE]];
  await give(page, workbook({ First: sheet("PBL 2"), Second: sheet("PBL 3") }), "groups.xlsx");
  await expect(row(page, 2)).toContainText("PBL 2");
  await page.getByRole("combobox", { name: "Sheet" }).selectOption("Second");
  await expect(row(page, 2)).toContainText("PBL 3");
  await expectState(page, "1 learner placed.");
});
