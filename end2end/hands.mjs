// What stories do again and again: keys, pickers, messages, and what axe-core knows of.
import axe from "axe-core";
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

/**
 * What axe-core knows of that is wrong with the page: `rule: what it asks: where`. It is put into the page once, and stays
 * there: packages that do this open another page for each look, which costs more than the look.
 */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    if (document.querySelector("iframe, frame")) throw new Error("axe looks into no frames here");
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

/**
 * How pages are looked at: as they are laid out on a desktop, in both sets of colours, and on a phone. A page is loaded for
 * each layout and changes its colours where it is, as it does when the system goes dark: only style sheets look at that.
 */
export const LAYOUTS = {
  desktop: { viewport: { width: 1440, height: 900 }, schemes: ["light", "dark"] },
  // A phone in the dark has the layout of the one and the colours of the other.
  phone: { viewport: { width: 390, height: 844 }, schemes: ["light"] },
};

/** What is wrong with the page in each set of colours, and how much wider than the screen it is. */
export async function troubles(page, schemes = []) {
  const found = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)).map((words) => `${colorScheme}: ${words}`));
  }
  // It goes on as it was.
  if (schemes.length > 1) await page.emulateMedia({ colorScheme: schemes[0] });
  if (schemes.length === 0) found.push(...(await violations(page)));
  const wider = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  return wider > 0 ? [...found, `${wider} px wider than the screen`] : found;
}
