// The board: the same moves by mouse, touch, keyboard and list, undone, done again, refused and tried again.
import { tabTo, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const BOARD = "/courses/MED-201/board";
const column = (page, name) => page.getByRole("region", { name, exact: true });
const cards = (page, name) => column(page, name).locator(".learner__hold");
const size = (page, name) => column(page, name).locator(".column__size");
const heard = (page) => page.locator(".board__said");
const nameOf = (card) => card.locator(".learner__name").innerText();
const card = (page, name, who) => cards(page, name).filter({ hasText: who });

/** Drags by mouse from one place to another. */
async function drag(page, from, to) {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(a.x + 40, a.y + 15);
  await page.mouse.down();
  await page.mouse.move(a.x + 60, a.y + 25, { steps: 3 });
  await page.mouse.move(b.x + b.width / 2, b.y + 40, { steps: 6 });
}

test("a learner is moved by mouse, undone and done again @both", async ({ page }) => {
  await page.goto(BOARD);
  await expect(page).toHaveTitle("Board · MED-201 · Coterie");
  await expect(size(page, "Unassigned")).toContainText("3");
  const who = await nameOf(cards(page, "PBL 1").first());
  await drag(page, cards(page, "PBL 1").first(), column(page, "PBL 3"));
  await expect(column(page, "PBL 3")).toHaveClass(/column--over/);
  await expect(column(page, "PBL 3")).toContainText("8 → 9");
  await expect(column(page, "PBL 1")).toContainText("8 → 7");
  await page.mouse.up();
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 3.`);
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await expect(card(page, "PBL 1", who)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(heard(page)).toHaveText(`Undone: ${who} put back.`);
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  await page.keyboard.press("Control+Shift+z");
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await expect(page.locator(".board__problem")).toBeEmpty();
  await page.reload();
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
});

test("Escape puts back what is dragged", async ({ page }) => {
  await page.goto(BOARD);
  const first = cards(page, "PBL 1").first();
  const who = await nameOf(first);
  await first.focus();
  await drag(page, first, column(page, "PBL 3"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(heard(page)).toHaveText("Cancelled. Nobody was moved.");
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
});

test("several are chosen and moved together", async ({ page }) => {
  await page.goto(BOARD);
  await cards(page, "PBL 1").first().click();
  await cards(page, "PBL 2").first().click({ modifiers: ["Control"] });
  await expect(page.getByText("2 selected")).toBeVisible();
  await drag(page, cards(page, "PBL 2").first(), column(page, "PBL 4"));
  await page.mouse.up();
  await expect(heard(page)).toHaveText("Moved 2 learners to PBL 4.");
  await expect(size(page, "PBL 4")).toContainText("10");
});

test("by keyboard alone: picked up, carried by arrows or by name, dropped, put back", async ({ page }) => {
  await page.goto(BOARD);
  const first = cards(page, "Unassigned").first();
  const who = await nameOf(first);
  await tabTo(page, first);
  await page.keyboard.press("Space");
  await expect(heard(page)).toContainText(`Holding ${who}. From Unassigned.`);
  await page.keyboard.press("ArrowRight");
  await expect(heard(page)).toContainText("PBL 1: 8 becomes 9 learners,");
  await page.keyboard.type("pbl 12");
  await expect(heard(page)).toContainText("PBL 12: 8 becomes 9 learners,");
  await expect(column(page, "PBL 12")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 12.`);
  await expect(card(page, "PBL 12", who)).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await expect(heard(page)).toHaveText("Cancelled. Nobody was moved.");
  await expect(card(page, "PBL 12", who)).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(card(page, "Unassigned", who)).toHaveCount(1);
});

test("Move to… does the same from a list", async ({ page }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "Unassigned").first());
  await column(page, "Unassigned").getByRole("button", { name: `Move to… ${who}` }).click();
  const dialog = page.getByRole("dialog", { name: `Move ${who} to…` });
  await dialog.getByLabel("Search groups").fill("pbl 15");
  expect(await troubles(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^PBL 15/ }).click();
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 15.`);
  await expect(card(page, "PBL 15", who)).toBeFocused();
});

test("what others do moves into place; a stale move is refused with words and tried again in one click @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409|net::ERR_FAILED/);
  await page.goto(BOARD);
  const director = await as("director");
  await director.goto(BOARD);
  await expect(page.locator(".presence")).toContainText("2 here");
  const who = await nameOf(cards(page, "PBL 2").first());
  await drag(director, card(director, "PBL 2", who), column(director, "PBL 5"));
  await director.mouse.up();
  await expect(card(page, "PBL 5", who)).toContainText("by Moreau, Élodie");
  // This page no longer hears, and so acts on what is no longer so.
  await page.route("**/api/groups/live**", (route) => route.abort());
  await page.evaluate(() => 0);
  const other = await nameOf(cards(page, "PBL 1").first());
  await page.route("**/api/board/move", async (route) => {
    const body = route.request().postDataJSON();
    await route.continue({ postData: JSON.stringify({ ...body, base: body.base - 1 }) });
  }, { times: 1 });
  await drag(page, card(page, "PBL 1", other), column(page, "PBL 3"));
  await page.mouse.up();
  const problem = page.locator(".board__problem");
  await expect(problem).toContainText("Nobody was moved. The groups changed meanwhile. Moreau, Élodie:");
  await expect(card(page, "PBL 1", other)).toHaveCount(1);
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(card(page, "PBL 3", other)).toHaveCount(1);
  await expect(problem).toBeEmpty();
  await expect(card(director, "PBL 3", other)).toHaveCount(1);
});

test("a search dims the rest, density fits more; both schemes and a phone are accessible", async ({ page }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").first());
  await page.getByLabel("Find a learner").fill(who);
  await expect(page.getByText("1 found", { exact: true })).toBeVisible();
  await expect(page.locator(".learner:not(.learner--dim)")).toHaveCount(1);
  await page.getByRole("button", { name: "Dense" }).click();
  expect(await troubles(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  expect(await troubles(page)).toEqual([]);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  test("a long press picks up, and a finger carries", async ({ page }) => {
    await page.goto(BOARD);
    const client = await page.context().newCDPSession(page);
    const who = await nameOf(cards(page, "PBL 1").first());
    const [a, b] = [await cards(page, "PBL 1").first().boundingBox(), await column(page, "PBL 3").boundingBox()];
    const touch = (type, x, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    await touch("touchStart", a.x + 40, a.y + 15);
    await expect(heard(page)).toContainText(`Holding ${who}.`);
    for (const part of [0.3, 0.6, 1]) await touch("touchMove", a.x + 40 + (b.x + 60 - a.x - 40) * part, a.y + 30);
    await expect(column(page, "PBL 3")).toHaveClass(/column--over/);
    await touch("touchEnd");
    await expect(heard(page)).toHaveText(`Moved ${who} to PBL 3.`);
    await expect(card(page, "PBL 3", who)).toHaveCount(1);
  });
});
