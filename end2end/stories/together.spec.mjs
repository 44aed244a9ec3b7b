// Several coordinators at once: each sees what the others do, as they do it, and who else is here.
import { BOARD, card, cards, heard, move, nameOf, problem } from "../board.mjs";
import { said, troubles } from "../hands.mjs";
import { openLine } from "../line.mjs";
import { expect, test as base } from "../story.mjs";

const test = base.extend({
  /** The only way to the server that this browser knows: it can be cut. */
  line: async ({ school }, use) => {
    const line = await openLine(() => school.url);
    await use(line);
    await line.close();
  },
});

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const row = (page, name) => page.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });
const presence = (page) => page.locator(".presence");

async function remove(page, name) {
  await row(page, name).getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete Groups" }).click();
  await expect(said(page)).toContainText(`${name} deleted.`);
}

async function rename(page, name, to) {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByLabel("Group Name").fill(to);
  await page.getByRole("button", { name: "Proceed" }).click();
  await expect(said(page)).toContainText(`renamed to “${to}”`);
}

test("the dashboard changes by itself, with who did it, and leaves alone what someone is at @both", async ({ page, as }) => {
  await page.goto(GROUPS);
  await expect(presence(page)).toBeHidden();
  const director = await as("director");
  await director.goto(GROUPS);
  await expect(presence(page)).toContainText("2 here");
  await expect(presence(page)).toContainText("Moreau, Élodie");
  await page.getByLabel("Search groups").fill("PBL 1");
  await page.getByLabel("Select PBL 12", { exact: true }).check();
  await rename(director, "PBL 10", "PBL 1 renamed");
  await expect(row(page, "PBL 1 renamed")).toContainText("by Moreau, Élodie");
  await expect(page.getByText("Moreau, Élodie: PBL 10: renamed to “PBL 1 renamed”.")).toBeVisible();
  await expect(page.getByLabel("Select PBL 12", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Search groups")).toHaveValue("PBL 1");
  expect(await troubles(page)).toEqual([]);
  await director.goto(GROUPS);
  await remove(director, "PBL 11");
  await expect(row(page, "PBL 11")).toHaveCount(0);
  await remove(page, "PBL 12");
  await expect(row(director, "PBL 12")).toHaveCount(0);
  await director.close();
  await expect(presence(page)).toBeHidden();
});

test("the line ends with the session, and says so", async ({ page, complaints }) => {
  complaints.expect(/status of 401/);
  await page.goto(GROUPS);
  await page.request.post("/sign-out", { headers: { "sec-fetch-site": "same-origin" } });
  await expect(presence(page)).toContainText("Changes of others no longer show. You are signed out.", { timeout: 20_000 });
});

/** Marks the document: a page that is loaded anew has no mark. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);

test("a lost connection is said, tried again more and more seldom, and caught up on without a reload @both", async ({ page, as, line, complaints }) => {
  complaints.expect(/net::ERR_/);
  const director = await as("director");
  await director.goto(GROUPS);
  await page.goto(line.url + GROUPS);
  await expect(presence(page)).toContainText("2 here");
  await mark(page);
  line.cut();
  await expect(presence(page)).toContainText("The connection is lost. Changes of others do not show.");
  await expect(presence(director)).toBeHidden();
  await rename(director, "PBL 10", "PBL 10 renamed");
  await expect.poll(() => line.attempts().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  const [a, b, c, d] = line.attempts();
  expect(c - b, "the second pause is longer than the first").toBeGreaterThan(b - a);
  expect(d - c, "the third pause is longer than the second").toBeGreaterThan(c - b);
  await expect(row(page, "PBL 10 renamed")).toHaveCount(0);
  line.mend();
  await expect(row(page, "PBL 10 renamed")).toContainText("by Moreau, Élodie", { timeout: 40_000 });
  await expect(presence(page)).not.toContainText("The connection is lost");
  expect(await isMarked(page)).toBe(true);
});

test("a browser without a network says so at once, and is back as soon as there is one", async ({ page, as, complaints }) => {
  complaints.expect(/net::ERR_/);
  await page.goto(GROUPS);
  const director = await as("director");
  await director.goto(GROUPS);
  await expect(presence(page)).toContainText("2 here");
  await page.context().setOffline(true);
  await expect(presence(page)).toContainText("The connection is lost");
  await rename(director, "PBL 10", "PBL 10 renamed");
  await page.context().setOffline(false);
  await expect(row(page, "PBL 10 renamed")).toContainText("by Moreau, Élodie");
  await expect(presence(page)).not.toContainText("The connection is lost");
});

test("a move on the board that did not get through is taken back with words, and made in one click afterwards @both", async ({ page, as, line, complaints }) => {
  complaints.expect(/net::ERR_/);
  const director = await as("director");
  await director.goto(BOARD);
  await page.goto(line.url + BOARD);
  await expect(presence(page)).toContainText("2 here");
  await mark(page);
  const who = await nameOf(cards(page, "PBL 1").first());
  const other = await nameOf(cards(page, "PBL 2").first());
  line.cut();
  await move(page, "PBL 1", who, "PBL 3");
  await expect(problem(page)).toContainText("The server could not be reached. Whether it was done is not known yet");
  await expect(card(page, "PBL 1", who)).toHaveCount(1);
  await expect(card(page, "PBL 3", who)).toHaveCount(0);
  await move(director, "PBL 2", other, "PBL 4");
  await expect(heard(director)).toHaveText(`Moved ${other} to PBL 4.`);
  line.mend();
  await expect(problem(page)).toContainText("Nothing was changed. The server was not reached in time.", { timeout: 30_000 });
  await expect(card(page, "PBL 4", other)).toHaveCount(1);
  await problem(page).getByRole("button", { name: "Try again" }).click();
  await expect(card(director, "PBL 3", who)).toContainText("by Almeida, Marta");
  await expect(card(page, "PBL 3", who)).toHaveCount(1);
  await expect(problem(page)).toBeEmpty();
  expect(await isMarked(page)).toBe(true);
});

for (const { moment, hooks, ends } of [
  { moment: "before it looked at it", hooks: (school, died) => ({ sent: () => process.kill(school.pid(), "SIGSTOP"), passed: died }), ends: ["refused"] },
  { moment: "in the middle of it", hooks: (_, died) => ({ passed: died }), ends: ["refused", "done"] },
  { moment: "when it was done", hooks: (_, died) => ({ answered: died }), ends: ["done"] },
]) {
  test(`the server dies with a move, ${moment}: page and store agree afterwards, and the page says what came of it @both`, async ({ page, school, line, complaints }) => {
    complaints.expect(/net::ERR_/);
    await page.goto(line.url + BOARD);
    const who = await nameOf(cards(page, "PBL 1").first());
    await mark(page);
    const died = new Promise((died) => {
      const die = () => {
        line.cut();
        died();
      };
      line.watch("/api/board/move", hooks(school, die));
    });
    await move(page, "PBL 1", who, "PBL 3");
    await died;
    await school.crash();
    await expect(problem(page)).toContainText("Whether it was done is not known yet");
    line.mend();
    await expect(problem(page)).not.toContainText("not known yet", { timeout: 30_000 });
    const is = (await problem(page).innerText()) === "" ? "done" : "refused";
    expect(ends).toContain(is);
    const [now, then] = is === "done" ? ["PBL 3", "PBL 1"] : ["PBL 1", "PBL 3"];
    await expect(heard(page)).toHaveText(is === "done" ? `It was done after all: ${who}.` : "Nothing was changed. The server was not reached in time.");
    expect(await isMarked(page)).toBe(true);
    for (const look of ["as it is", "loaded anew"]) {
      await expect(card(page, now, who), look).toHaveCount(1);
      await expect(card(page, then, who), look).toHaveCount(0);
      await page.goto(line.url + BOARD);
    }
    const answer = page.waitForResponse("**/api/board/move");
    await move(page, now, who, "PBL 2");
    expect((await answer).status()).toBe(200);
    await page.goto(line.url + BOARD);
    await expect(card(page, "PBL 2", who)).toHaveCount(1);
  });
}
