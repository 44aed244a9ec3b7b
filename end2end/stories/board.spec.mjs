// The board: the same moves by mouse, touch, keyboard and list, undone, done again, refused and tried again.
import { BOARD, card, cards, column, drag, heard, nameOf, news, problem } from "../board.mjs";
import { tabTo, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const size = (page, name) => column(page, name).locator(".column__size");

test("a learner is moved by mouse, undone and done again @both", async ({ page }) => {
  await page.goto(BOARD);
  await expect(page).toHaveTitle("Board · MED-201 · Coterie");
  await expect(size(page, "Unassigned")).toContainText("3");
  const who = await nameOf(cards(page, "PBL 1").first());
  await drag(page, cards(page, "PBL 1").first(), column(page, "PBL 3"));
  await expect(column(page, "PBL 3")).toHaveClass(/column--over/);
  await expect(column(page, "PBL 3")).toContainText("8 → 9 of 8");
  await expect(column(page, "PBL 3").locator(".learner--landing")).toBeVisible();
  await expect(column(page, "PBL 1")).toContainText("8 → 7 of 8");
  await page.mouse.up();
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 3.`);
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await expect(card(page, "PBL 1", who)).toHaveCount(0);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(heard(page)).toHaveText(`Undone: ${who} as before.`);
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  await page.keyboard.press("Control+Shift+z");
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await expect(problem(page)).toBeEmpty();
  await expect(size(page, "PBL 3")).toContainText("9");
  await page.reload();
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
});

test("Escape puts back what is dragged", async ({ page }) => {
  await page.goto(BOARD);
  const first = cards(page, "PBL 1").first();
  const who = await nameOf(first);
  await drag(page, first, column(page, "PBL 3"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(heard(page)).toHaveText("Cancelled. Nobody was moved.");
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
});

test("several are chosen by click, Shift, Ctrl and a frame, and moved together", async ({ page }) => {
  await page.goto(BOARD);
  await cards(page, "PBL 1").first().click();
  await cards(page, "PBL 1").nth(2).click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 selected")).toBeVisible();
  await cards(page, "PBL 2").first().click({ modifiers: ["Control"] });
  await expect(page.getByText("4 selected")).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("4 selected")).toHaveCount(0);
  // From the empty foot of one column up into the next.
  const [from, to] = [await column(page, "PBL 1").boundingBox(), await cards(page, "PBL 2").nth(6).boundingBox()];
  await page.mouse.move(from.x + 20, from.y + from.height - 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 5 });
  await expect(page.locator(".lasso")).toBeVisible();
  await page.mouse.up();
  await expect(page.locator(".lasso")).toHaveCount(0);
  await expect(page.getByText("4 selected")).toBeVisible();
  await drag(page, cards(page, "PBL 2").nth(6), column(page, "PBL 4"));
  await page.mouse.up();
  await expect(heard(page)).toHaveText("Moved 4 learners to PBL 4.");
  await expect(size(page, "PBL 4")).toContainText("12");
  await page.keyboard.press("Control+z");
  await expect(size(page, "PBL 4")).toContainText("8");
});

test("dragging to the edge scrolls the board", async ({ page }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").first());
  const all = await page.locator("#board-columns").boundingBox();
  const from = await cards(page, "PBL 1").first().boundingBox();
  await page.mouse.move(from.x + 40, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(all.x + all.width - 20, from.y + 40, { steps: 5 });
  await expect(column(page, "PBL 20")).toBeInViewport({ timeout: 15_000 });
  const last = await column(page, "PBL 20").boundingBox();
  await page.mouse.move(last.x + 60, last.y + 60, { steps: 3 });
  await expect(column(page, "PBL 20")).toHaveClass(/column--over/);
  await page.mouse.up();
  await expect(card(page, "PBL 20", who)).toHaveCount(1);
});

test("by keyboard alone: picked up, carried by arrows or by name, dropped, put back @both", async ({ page }) => {
  await page.goto(BOARD);
  const first = cards(page, "Unassigned").first();
  const who = await nameOf(first);
  await tabTo(page, first);
  await page.keyboard.press("Space");
  await expect(heard(page)).toContainText(`Holding ${who}. From Unassigned.`);
  expect(await troubles(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await expect(heard(page)).toHaveText(/^PBL 1: 8 becomes 9 learners, \d F · \d M, worse\.$/);
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
  await expect(heard(page)).toHaveText(`Undone: ${who} as before.`);
  await expect(card(page, "Unassigned", who)).toHaveCount(1);
  await page.keyboard.press("Control+y");
  await expect(heard(page)).toHaveText(`Done again: ${who}.`);
  await expect(card(page, "PBL 12", who)).toHaveCount(1);
});

test("every other act by keyboard alone: choosing, moving several, locking, looking, undoing", async ({ page }) => {
  await page.goto(BOARD);
  const names = [await nameOf(cards(page, "PBL 1").first()), await nameOf(cards(page, "PBL 1").nth(1))];
  await tabTo(page, cards(page, "PBL 1").first());
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(heard(page)).toContainText(`Holding ${names.join(" and ")}. From PBL 1.`);
  await page.keyboard.press("End");
  await expect(heard(page)).toContainText("PBL 20: 7 becomes 9 learners,");
  await page.keyboard.press("Home");
  await expect(heard(page)).toHaveText("Unassigned: 3 becomes 5 learners.");
  await page.keyboard.press("Space");
  await expect(heard(page)).toHaveText(`Moved ${names.join(" and ")} to Unassigned.`);
  await expect(card(page, "Unassigned", names[0])).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(heard(page)).toHaveText(`Undone: ${names.join(" and ")} as before.`);
  // The focus was on a card that went away with the undo: it goes along.
  await expect(card(page, "PBL 1", names[0])).toBeFocused();
  await expect(column(page, "PBL 1")).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText(`Locked ${names[0]}.`);
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText(`Unlocked ${names[0]}.`);
  await tabTo(page, page.getByRole("button", { name: "Lock the set" }), { key: "Shift+Tab" });
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText("Locked the set: nothing of it changes.");
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText("Unlocked the set.");
  await tabTo(page, page.getByRole("button", { name: "View", exact: true }), { key: "Shift+Tab" });
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Dense" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".board--dense")).toBeVisible();
  await page.keyboard.press("Escape");
  await tabTo(page, page.getByRole("button", { name: "Undo", exact: true }).first());
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText("Undone: the lock of the set as before.");
  await expect(page.getByRole("button", { name: "Unlock the set" })).toBeVisible();
  await expect(problem(page)).toBeEmpty();
});

test("learners of two columns are chosen by keyboard, and a refused choice can be taken back", async ({ page }) => {
  await page.goto(BOARD);
  await cards(page, "PBL 1").first().focus();
  await page.keyboard.press("Control+Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Space");
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("Control+Space");
  await expect(page.getByText("2 selected")).toBeVisible();
  const names = [await nameOf(cards(page, "PBL 1").first()), await nameOf(cards(page, "PBL 2").first())];
  await page.getByRole("button", { name: "Swap places" }).click();
  await expect(card(page, "PBL 2", names[0])).toHaveCount(1);
  await expect(card(page, "PBL 1", names[1])).toHaveCount(1);
});

test("two change places: by keyboard, and when both are chosen @both", async ({ page }) => {
  await page.goto(BOARD);
  const [a, b] = [await nameOf(cards(page, "PBL 1").first()), await nameOf(cards(page, "PBL 3").nth(1))];
  await cards(page, "PBL 1").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.type("pbl 3");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(heard(page)).toContainText(`PBL 3, in exchange for ${b}: stays at 8 learners,`);
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText(`Swapped ${a} and ${b}.`);
  await expect(card(page, "PBL 3", a)).toHaveCount(1);
  await expect(card(page, "PBL 1", b)).toHaveCount(1);
  await card(page, "PBL 3", a).click();
  await card(page, "PBL 1", b).click({ modifiers: ["Control"] });
  await page.getByRole("button", { name: "Swap places" }).click();
  await expect(card(page, "PBL 1", a)).toHaveCount(1);
  await expect(card(page, "PBL 3", b)).toHaveCount(1);
  await page.reload();
  await expect(card(page, "PBL 1", a)).toHaveCount(1);
});

test("Move to… does the same from a list, by mouse and by keyboard", async ({ page }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "Unassigned").first());
  await column(page, "Unassigned").getByRole("button", { name: `More for ${who}` }).click();
  const dialog = page.getByRole("dialog", { name: `Move ${who} to…` });
  await expect(dialog.getByText("Full groups")).toBeVisible();
  await dialog.getByLabel("Search groups").fill("pbl 15");
  expect(await troubles(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^PBL 15/ }).click();
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 15.`);
  await expect(card(page, "PBL 15", who)).toBeFocused();
  await page.keyboard.press("m");
  await page.keyboard.type("unass");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(heard(page)).toHaveText(`Moved ${who} to Unassigned.`);
  await expect(card(page, "Unassigned", who)).toBeFocused();
});

test("tutors are moved by mouse, by keyboard and from the list @both", async ({ page }) => {
  await page.goto(BOARD);
  const tutors = (name) => column(page, name).locator(".tutor");
  const who = await tutors("PBL 2").first().innerText();
  await drag(page, tutors("PBL 2").first(), column(page, "PBL 3"), { x: 10, y: 5 });
  await expect(heard(page)).toContainText("PBL 3");
  await page.mouse.up();
  await expect(heard(page)).toHaveText(`Moved ${who} to PBL 3.`);
  await expect(tutors("PBL 3")).toHaveText([who]);
  await expect(column(page, "PBL 2")).toContainText("No tutor yet");
  await tutors("PBL 3").first().focus();
  await page.keyboard.press("Space");
  await expect(heard(page)).toContainText(`Holding ${who}. From PBL 3.`);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(tutors("PBL 2")).toHaveText([who]);
  await expect(tutors("PBL 2").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: `Move ${who} to…` }).getByRole("button", { name: /^Unassigned/ }).click();
  await expect(tutors("PBL 2")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(tutors("PBL 2")).toHaveText([who]);
  await expect(problem(page)).toBeEmpty();
  await page.reload();
  await expect(tutors("PBL 2")).toHaveText([who]);
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
  await expect(news(page)).toHaveText(`Moreau, Élodie: ${who} moved from PBL 2 to PBL 5.`);
  // This page no longer hears, and so acts on what is no longer so.
  const other = await nameOf(cards(page, "PBL 1").first());
  await page.route("**/api/board/move", async (route) => {
    const body = route.request().postDataJSON();
    await route.continue({ postData: JSON.stringify({ ...body, base: body.base - 1 }) });
  }, { times: 1 });
  await drag(page, card(page, "PBL 1", other), column(page, "PBL 3"));
  await page.mouse.up();
  await expect(problem(page)).toContainText("Nothing was changed. The groups changed meanwhile. Moreau, Élodie:");
  await expect(card(page, "PBL 1", other)).toHaveCount(1);
  expect(await troubles(page)).toEqual([]);
  await problem(page).getByRole("button", { name: "Try again" }).click();
  await expect(card(page, "PBL 3", other)).toHaveCount(1);
  await expect(problem(page)).toBeEmpty();
  await expect(card(director, "PBL 3", other)).toHaveCount(1);
});

test("a drop shows before the server answers, and rolls back with words when it refuses", async ({ page, complaints }) => {
  complaints.expect(/status of 403/);
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").first());
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/api/board/move", async (route) => {
    await held;
    await route.fulfill({ status: 403, contentType: "application/json", body: JSON.stringify("Forbidden") });
  });
  await drag(page, cards(page, "PBL 1").first(), column(page, "PBL 3"));
  await page.mouse.up();
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  answer();
  await expect(problem(page)).toContainText("Nothing was changed.");
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  await expect(card(page, "PBL 3", who)).toHaveCount(0);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  const touching = async (page) => {
    const client = await page.context().newCDPSession(page);
    return (type, x, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  };

  test("a long press picks up, and a finger carries", async ({ page }) => {
    await page.goto(BOARD);
    const touch = await touching(page);
    const who = await nameOf(cards(page, "PBL 1").first());
    const [a, b] = [await cards(page, "PBL 1").first().boundingBox(), await column(page, "PBL 3").boundingBox()];
    await touch("touchStart", a.x + 40, a.y + 15);
    await expect(heard(page)).toContainText(`Holding ${who}.`);
    for (const part of [0.3, 0.6, 1]) await touch("touchMove", a.x + 40 + (b.x + 60 - a.x - 40) * part, a.y + 30);
    await expect(column(page, "PBL 3")).toHaveClass(/column--over/);
    await touch("touchEnd");
    await expect(heard(page)).toHaveText(`Moved ${who} to PBL 3.`);
    await expect(card(page, "PBL 3", who)).toHaveCount(1);
  });

  test("on a phone a finger carries across columns that scroll by", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(BOARD);
    const touch = await touching(page);
    const first = cards(page, "PBL 1").first();
    const who = await nameOf(first);
    await first.scrollIntoViewIfNeeded();
    const a = await first.boundingBox();
    await touch("touchStart", a.x + 40, a.y + 15);
    await expect(heard(page)).toContainText(`Holding ${who}.`);
    await touch("touchMove", 380, a.y + 20);
    await expect(page.locator("[data-column='5']")).toBeInViewport({ timeout: 15_000 });
    await touch("touchMove", 200, a.y + 20);
    await expect(page.locator(".column--over")).toHaveCount(1);
    const to = await page.locator(".column--over h3").textContent();
    expect(to).not.toBe("PBL 1");
    await touch("touchEnd");
    await expect(heard(page)).toHaveText(`Moved ${who} to ${to}.`);
  });

  test("a finger that moves at once scrolls, and moves nobody", async ({ page }) => {
    await page.goto(BOARD);
    const touch = await touching(page);
    const who = await nameOf(cards(page, "PBL 3").first());
    const a = await cards(page, "PBL 3").first().boundingBox();
    await touch("touchStart", a.x + 60, a.y + 15);
    for (const far of [20, 60, 120, 200]) await touch("touchMove", a.x + 60 - far, a.y + 15);
    await touch("touchEnd");
    await expect.poll(() => page.locator("#board-columns").evaluate((element) => element.scrollLeft)).toBeGreaterThan(50);
    await expect(heard(page)).toBeEmpty();
    await page.reload();
    await expect(card(page, "PBL 3", who)).toHaveCount(1);
  });
});
