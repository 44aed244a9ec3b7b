// What stories do again and again: keys, pickers, messages, and what axe-core knows of.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

/** The message after an act. */
export const said = (page) => page.locator(".flash");

/** Presses **Undo** in the message and waits until it is done. */
export async function undo(page) {
  await said(page).getByRole("button", { name: "Undo", exact: true }).click();
  await expect(said(page)).toContainText("Undone:");
}

/** Walks by Tab until `target` has the focus: it can be reached without a mouse, and soon enough. */
export async function tabTo(page, target, { key = "Tab", most = 60 } = {}) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `reached within ${most} presses of ${key}`).toBeFocused();
}

/** Types into a picker and takes the person at the head of the list who is called so. */
export async function pick(page, field, typed, name) {
  await page.getByRole("combobox", { name: field }).fill(typed);
  await page.getByRole("listbox").getByRole("option").filter({ hasText: name }).first().click();
}

/** The names a table's rows begin with, from top to bottom. */
export async function names(page) {
  return page.locator("tbody th a").allInnerTexts();
}

/** What axe-core knows of that is wrong with the page, and how much wider than the screen it is. */
export async function troubles(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const wider = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  const found = violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  return wider > 0 ? [...found, `${wider} px wider than the screen`] : found;
}
