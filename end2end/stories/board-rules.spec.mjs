// The board as a guide: what moves do to the rules, which swaps are best, what is locked, and how it is looked at.
import { BOARD, card, cards, column, drag, heard, nameOf, news, problem } from "../board.mjs";
import { said, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const status = (page, name) => column(page, name).locator(".column__status");
const band = (page, name) => column(page, name).locator(".column__band");
const id = (card) => card.evaluate((element) => Number(element.closest("[data-who]").dataset.who));

/** Makes a set of 20 groups by these rules, and shows its board. */
async function formed(page, rules) {
  await page.goto(`/courses/MED-201/groups/new?${new URLSearchParams({ prefix: "Team", number: 20, genders: "none", rules, step: "preview" })}`);
  await expect(page.locator(".search-line").getByText(/tries$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".search-line progress")).toHaveCount(0, { timeout: 60_000 });
  await page.getByRole("button", { name: "Add 20 groups" }).click();
  await expect(said(page)).toContainText("20 groups created");
  await page.goto(BOARD);
  await page.getByLabel("Group set").selectOption({ label: "Team" });
  await expect(column(page, "Team 1")).toBeVisible();
}

/** Carries someone by keyboard to a column, without dropping. */
async function carry(page, card, to) {
  await card.focus();
  await page.keyboard.press("Space");
  await page.keyboard.type(to);
}

test("columns say what a drop does to rules of the set: breaks a must, better, worse @both", async ({ page }) => {
  await page.goto(BOARD);
  const pair = [cards(page, "PBL 1").first(), cards(page, "PBL 2").first()];
  const names = [await nameOf(pair[0]), await nameOf(pair[1])];
  await formed(page, `balance-medium-gender_apart-must-${await id(pair[0])}.${await id(pair[1])}`);
  await expect(status(page, "Team 1")).toHaveText("Kept");
  const place = async (name) => (await page.locator(".column").filter({ has: page.locator(".learner__hold", { hasText: name }) }).locator("h3").textContent()).trim();
  await page.setViewportSize({ width: 5_200, height: 900 });
  const [from, to] = [await place(names[0]), await place(names[1])];
  await carry(page, card(page, from, names[0]), to);
  await expect(band(page, to)).toContainText("Breaks a must");
  await expect(band(page, to)).toContainText("Keep apart 1 pair: ");
  for (const name of names) await expect(band(page, to)).toContainText(name.split(",")[0]);
  await expect(heard(page)).toContainText("breaks a must");
  expect(await troubles(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(status(page, to)).toContainText(/1 learner too many \+\d|1 pair together/);
  await expect(status(page, to)).toHaveClass(/column__status--broken/);
  // Back is better, for a must that is mended.
  await carry(page, card(page, to, names[0]), from);
  await expect(band(page, from)).toContainText("Better");
  await expect(heard(page)).toContainText("better.");
  await page.keyboard.press("Space");
  await expect(status(page, from)).toHaveText("Kept");
  await page.getByRole("button", { name: "View", exact: true }).click();
  await expect(page.locator("#board-view")).toContainText("Keep apart 1 pair");
  expect(await troubles(page)).toEqual([]);
});

test("a swap is suggested for the rule that is worst and for one learner, and done in one click @both", async ({ page }) => {
  await page.goto(BOARD);
  // Two of each gender go the other way: both groups are off their share.
  const of = (name, gender) => cards(page, name).filter({ has: page.locator(`.gender-${gender}`) });
  for (let times = 0; times < 2; times += 1) {
    await of("PBL 1", "f").first().click();
    await of("PBL 2", "m").first().click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: "Swap places" }).click();
    await expect(heard(page)).toContainText("Swapped");
  }
  await expect(status(page, "PBL 1")).toContainText("F short");
  await page.getByRole("button", { name: "Suggest a swap" }).click();
  const dialog = page.getByRole("dialog", { name: "Suggest a swap" });
  await expect(dialog.getByRole("listitem").first()).toContainText("Better");
  expect(await troubles(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Swap" }).first().click();
  await expect(heard(page)).toContainText("Swapped");
  const who = of("PBL 2", "f").first();
  const name = await nameOf(who);
  await who.focus();
  await page.keyboard.press("s");
  const own = page.getByRole("dialog", { name: `Suggest a swap for ${name}` });
  await expect(own.getByRole("listitem").first()).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(heard(page)).toContainText("Swapped");
  for (const group of ["PBL 1", "PBL 2"]) await expect(status(page, group)).toHaveText("Kept");
  await page.getByRole("button", { name: "Suggest a swap" }).click();
  await expect(page.getByRole("dialog")).toContainText("No swap of two learners makes it better.");
  await expect(problem(page)).toBeEmpty();
});

test("a locked place stays, and a locked set is not changed by anyone until it is unlocked @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409|status of 422/);
  await page.goto(BOARD);
  const first = cards(page, "PBL 1").first();
  const who = await nameOf(first);
  await first.focus();
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText(`Locked ${who}.`);
  await expect(card(page, "PBL 1", who)).toContainText("Locked");
  await page.keyboard.press("Space");
  await expect(heard(page)).toHaveText(`${who} is locked in PBL 1. Unlock first: press L.`);
  await drag(page, card(page, "PBL 1", who), column(page, "PBL 3"));
  await page.mouse.up();
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  const director = await as("director");
  await director.goto(BOARD);
  await expect(card(director, "PBL 1", who)).toContainText("Locked");
  await page.getByRole("button", { name: "Lock the set" }).click();
  await expect(heard(page)).toHaveText("Locked the set: nothing of it changes.");
  await expect(director.getByRole("button", { name: "Unlock the set" })).toBeVisible();
  await cards(director, "PBL 2").first().focus();
  await director.keyboard.press("Space");
  await expect(heard(director)).toHaveText("This set is locked. Unlock it to move anyone.");
  expect(await troubles(director)).toEqual([]);
  await director.getByRole("button", { name: "Unlock the set" }).click();
  await card(page, "PBL 1", who).focus();
  // Exactly: "Unlock the set" has these words, too, and then the key came before the news that the set is unlocked.
  await expect(page.getByRole("button", { name: "Lock the set", exact: true })).toBeVisible();
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText(`Unlocked ${who}.`);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(card(director, "PBL 2", who)).toHaveCount(1);
  await expect(problem(page)).toBeEmpty();
});

test("what others do is told beside what one did, and takes no word of it away @both", async ({ page, as }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").first());
  const director = await as("director");
  await director.goto(BOARD);
  await expect(page.locator(".presence")).toContainText("2 here");
  await card(page, "PBL 1", who).focus();
  await page.keyboard.press("Space");
  await page.keyboard.type("PBL 3");
  await expect(heard(page)).toContainText("PBL 3: 8 becomes 9 learners,");
  await director.getByRole("button", { name: "Lock the set", exact: true }).click();
  await expect(news(page)).toHaveText(/^Moreau, Élodie: .+ locked\.$/);
  await expect(heard(page)).toContainText("PBL 3: 8 becomes 9 learners,");
  await page.keyboard.press("Escape");
  await card(page, "PBL 1", who).focus();
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText("This set is locked. Unlock it to move anyone.");
  await director.getByRole("button", { name: "Unlock the set", exact: true }).click();
  await expect(news(page)).toHaveText(/^Moreau, Élodie: .+ unlocked\.$/);
  await expect(heard(page)).toHaveText("This set is locked. Unlock it to move anyone.");
  await page.keyboard.press("l");
  await expect(heard(page)).toHaveText(`Locked ${who}.`);
  await expect(card(page, "PBL 1", who)).toBeFocused();
  expect(await troubles(page)).toEqual([]);
});

test("who has the focus keeps it when others' groups make the board anew", async ({ page, as }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").nth(2));
  const director = await as("director");
  const headers = { "sec-fetch-site": "same-origin" };
  const { period, version, columns } = await (await director.request.post("/api/board/view", { headers, data: { code: "MED-201", period: null, set: null } })).json();
  const groups = columns.filter(({ name }) => name === "PBL 20").map(({ id }) => id);
  await page.setViewportSize({ width: 5_200, height: 900 });
  await card(page, "PBL 1", who).focus();
  const answer = await director.request.post("/api/groups/delete", { headers, data: { code: "MED-201", period: period.id, base: version, groups } });
  expect(answer.status()).toBe(200);
  await expect(column(page, "PBL 20")).toHaveCount(0);
  await expect(card(page, "PBL 1", who)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(heard(page)).toContainText(`Holding ${who}. From PBL 1.`);
});

test("a search dims, a filter hides, colours and density are in the address; both schemes and a phone are accessible", async ({ page }) => {
  await page.goto(BOARD);
  const who = await nameOf(cards(page, "PBL 1").first());
  await page.getByLabel("Find a learner").fill(who);
  await expect(page.getByText("1 found", { exact: true })).toBeVisible();
  await expect(page.locator(".learner:not(.learner--dim)")).toHaveCount(1);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: "Filter" }).click();
  await page.locator("#board-filter").getByLabel("M", { exact: true }).check();
  await expect(page).toHaveURL(/filter=gender/);
  expect(await troubles(page)).toEqual([]);
  await expect(column(page, "PBL 1").locator(".gender-f.learner__kind")).toHaveCount(0);
  await expect(column(page, "PBL 1")).toContainText(/\d of 8 shown/);
  await page.keyboard.press("Escape");
  await page.getByLabel("Colour by").selectOption({ label: "Grad year" });
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("button", { name: "Dense" }).click();
  await page.locator("#board-view").getByLabel("Entry year").check();
  expect(await troubles(page)).toEqual([]);
  await page.getByLabel("Learners per group").fill("10");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(column(page, "PBL 1").locator(".column__size")).toContainText("8/10");
  await page.reload();
  await expect(page.locator(".board--dense")).toBeVisible();
  await expect(column(page, "PBL 1").locator(".column__size")).toContainText("8/10");
  await expect(column(page, "PBL 1")).toContainText(/\d of 8 shown/);
  await expect(page.getByLabel("Colour by")).toHaveValue("grad");
  expect(await troubles(page)).toEqual([]);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  expect(await troubles(page)).toEqual([]);
});
