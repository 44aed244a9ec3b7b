// What the stories of the CSV import share: files, the page they are given to, and what is there.
import { expect } from "./story.mjs";

export const GROUPS = "/courses/MED-201/groups";
const HEADER = ["Group Name", "Tutors", "Tutors Numbers", "Learner Name", "Learner Number"];

const cell = (text) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as the text of a file. */
export function csv(rows, { header = HEADER, separator = ",", end = "\r\n" } = {}) {
  return [header, ...rows].map((row) => row.map(cell).join(separator) + end).join("");
}

/** Who is in which group, as the export tells. */
export async function exported(page, course = "MED-201") {
  const answer = await page.request.get(`/courses/${course}/groups/export.csv`);
  expect(answer.status()).toBe(200);
  return (await answer.text()).replace(/^\ufeff/, "");
}

/** The learners of an export, in its order. */
export function learners(text) {
  const lines = text.trim().split("\r\n").slice(1);
  const found = lines.map((line) => line.match(/^("(?:[^"]|"")*"|[^,]*),(?:"[^"]*")?,[^,]*,"([^"]*)",([^,]*)/)).filter(Boolean);
  return found.map(([, group, name, number]) => ({ group: group.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'), name, number }));
}

/** Members by group, of an export. */
export function seats(text) {
  const groups = {};
  for (const { group, name } of learners(text)) (groups[group] ??= []).push(name);
  return groups;
}

export async function open(page) {
  await page.goto(`${GROUPS}/import`);
}

/** Chooses a file of that content. */
export async function give(page, content, name = "groups.csv") {
  await page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

export const importButton = (page) => page.getByRole("button", { name: "Import CSV" });

/** The last button of the bar at the foot: to the next step, or the import itself. */
export const onButton = (page) => page.getByRole("button", { name: /^(Continue|Import CSV)$/ });

/** What stands beside that button: what it will do, or what is in its way. */
export async function expectState(page, words) {
  await expect(onButton(page)).toHaveAccessibleDescription(words);
}

/** Goes back to a step that is behind. */
export const backTo = (page, step) => page.getByRole("list", { name: "Steps" }).getByRole("button", { name: step }).click();

/** Goes on from the columns to the rows. */
export const goOn = (page) => page.getByRole("button", { name: "Continue" }).click();

export const rows = (page) => page.getByRole("table", { name: "Rows shown" });

/** The row of the preview that has that number in the file. */
export function row(page, number) {
  return rows(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: String(number), exact: true }) });
}

/** The control that settles a problem. */
export const ways = (page, number, kind) => page.getByLabel(`Row ${number}, ${kind}: Choose what to do`);

export const said = (page) => page.locator(".flash-region");

/** The row of a group on the dashboard. */
export function group(page, name) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
}

/** Presses the button and waits for the dashboard. */
export async function importAll(page) {
  await importButton(page).click();
  await expect(page).toHaveURL(/\/groups(\?|$)/);
  await expect(said(page)).toContainText("CSV import:");
}
