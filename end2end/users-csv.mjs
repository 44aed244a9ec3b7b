// What the stories of the import of users share: files, the steps, and what is there.
import { expect } from "./story.mjs";

export const IMPORT = "/admin/users/import";
export const HEADER = ["First Name", "Last Name", "Username", "Email", "Organisation", "Gender", "Group", "Role", "Institution Number"];

const cell = (text) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as the text of a file. */
export function csv(rows, header = HEADER) {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A new student: everything that is required, and a number. */
export function student(username, more = {}) {
  const fields = { first: "Nova", last: `Person ${username}`, email: `${username}@new.example`, organisation: "1", gender: "F", group: "student", role: "student", number: `N-${username}`, ...more };
  return [fields.first, fields.last, username, fields.email, fields.organisation, fields.gender, fields.group, fields.role, fields.number];
}

/** A row about someone in the demo school, as the school knows them. */
export async function known(page, username, more = {}) {
  await page.goto(`/admin/users?q=${encodeURIComponent(username)}`);
  await page.locator("tbody").getByRole("row").filter({ has: page.getByRole("cell", { name: username, exact: true }) }).getByRole("link").first().click();
  const value = (label) => page.getByLabel(label, { exact: false }).first().inputValue();
  const row = {
    first: await value("First Name/Legal Name"),
    last: await value("Last Name"),
    email: await value("Primary E-Mail"),
    gender: await value("Gender"),
    number: await value("Institution Number"),
    ...more,
  };
  return student(username, row);
}

/** Chooses a file of that content. */
export async function give(page, content, name = "users.csv") {
  await page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

export const next = (page) => page.getByRole("button", { name: "Continue" });
export const grid = (page) => page.getByRole("grid", { name: "Rows shown" });
export const chip = (page, name) => page.getByRole("group", { name: "Which rows" }).getByRole("button", { name });

/** From an open page to Review, with all columns matched by their names. */
export async function review(page, content, name) {
  await page.goto(IMPORT);
  await give(page, content, name);
  await next(page).click();
  await expect(page).toHaveURL(/step=columns/);
  await next(page).click();
  await expect(page).toHaveURL(/step=review/);
  // Everyone in the file is looked up first.
  await expect(chip(page, /rows?$/)).toBeVisible({ timeout: 120_000 });
}

/** The row of the table about someone. */
export const row = (page, name) => grid(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

/** A cell of that row, by the head of its column, which is brought into sight: others are not in the document. */
export async function cellOf(page, name, column) {
  const heads = grid(page).getByRole("columnheader");
  const at = (await heads.allInnerTexts()).findIndex((head) => head.startsWith(column));
  const cell = row(page, name).locator(`[aria-colindex="${at + 1}"]`);
  await row(page, name).first().waitFor();
  if ((await cell.count()) === 0) {
    await heads.nth(at).evaluate((head) => {
      head.closest(".windowed").scrollLeft = head.offsetLeft - head.parentElement.firstElementChild.offsetWidth;
    });
  }
  return cell;
}

/** Types over a cell. */
export async function type(page, name, column, text) {
  const cell = await cellOf(page, name, column);
  await cell.dblclick();
  const field = cell.locator("input, select, textarea");
  if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(text);
  else await field.fill(text);
  await field.press("Enter");
}

/** Presses the last button and waits for the import's own page. */
export async function importAll(page) {
  await page.getByRole("button", { name: "Import Users" }).click();
  await expect(page).toHaveURL(/\/admin\/users\/imports\/\d+/);
}

/** How many users the search finds. */
export async function found(page, query) {
  await page.goto(`/admin/users?q=${encodeURIComponent(query)}`);
  return page.getByRole("table", { name: "Manage Users" }).locator("tbody").getByRole("row").count();
}
