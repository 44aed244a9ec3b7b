// What stories do on a board, and what they read there.
import { expect } from "@playwright/test";
import { learners } from "./csv.mjs";

export const BOARD = "/courses/MED-201/board";
export const column = (page, name) => page.getByRole("region", { name, exact: true });
export const cards = (page, name) => column(page, name).locator(".learner__hold");
export const card = (page, name, who) => cards(page, name).filter({ hasText: who });
/** What is said of one's own acts, and what of those of others. */
export const heard = (page) => page.locator(".board__said");
export const news = (page) => page.locator(".board__news");
export const problem = (page) => page.locator(".board__problem");
export const nameOf = (card) => card.locator(".learner__name").innerText();

/** Moves someone by keyboard; does not wait for the server. */
export async function move(page, from, who, to) {
  await card(page, from, who).focus();
  await page.keyboard.press("Space");
  await page.keyboard.type(to);
  await page.keyboard.press("Enter");
}

/** Everyone's group as the board shows it: `[number, group]`, in the order of numbers. All columns must be in sight. */
export async function shown(page) {
  const found = await page.locator(".column").evaluateAll((columns) =>
    columns.flatMap((column) => {
      const group = column.querySelector("h3").textContent;
      return [...column.querySelectorAll(".learner__number")].map((number) => [number.textContent, group]);
    }),
  );
  return found.filter(([, group]) => group !== "Unassigned").sort();
}

/** The same as the store has it, by the export. */
export async function stored(page) {
  const answer = await page.request.get("/courses/MED-201/groups/export.csv");
  expect(answer.status()).toBe(200);
  return learners((await answer.text()).replace(/^\ufeff/, "")).map(({ number, group }) => [number, group]).sort();
}

/** Wide enough that every column of the demo's board is in the document. */
export const EVERY_COLUMN = { width: 5_200, height: 300 };

/** Drags by mouse from one place to another; the button stays down. */
export async function drag(page, from, to, grip = { x: 40, y: 15 }) {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(a.x + grip.x, a.y + grip.y);
  await page.mouse.down();
  await page.mouse.move(a.x + grip.x + 20, a.y + grip.y + 10, { steps: 3 });
  await page.mouse.move(b.x + b.width / 2, b.y + 40, { steps: 6 });
}
