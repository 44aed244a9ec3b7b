// Two servers on one PostgreSQL: who is with one sees what is done, and who is, with the other.
import { BOARD, card, cards, move, nameOf } from "../board.mjs";
import { serve } from "../school.mjs";
import { expect, test as base } from "../story.mjs";

const test = base.extend({
  /** Another server on the same database. */
  second: async ({ school }, use) => {
    const server = await serve(school.database);
    await use(server);
    await server.stop();
  },
});

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const presence = (page) => page.locator(".presence");

/** Waits in the page until `who` stands in `group`; answers when that was. */
const seen = (page, group, who) =>
  page.evaluate(
    ([group, who]) =>
      new Promise((done) => {
        const is = () => {
          const columns = [...document.querySelectorAll(".column")].filter((column) => column.querySelector("h3").textContent === group);
          return columns.some((column) => [...column.querySelectorAll(".learner__name")].some((name) => name.textContent === who));
        };
        const look = () => is() && (watching.disconnect(), done(Date.now()));
        const watching = new MutationObserver(look);
        watching.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
    [group, who],
  );

test("a move through one server shows with the other within a second, both ways, and so does who is here @postgres", async ({ page, as, second }) => {
  const director = await as("director");
  await director.goto(second.url + BOARD);
  await page.goto(BOARD);
  for (const each of [page, director]) await expect(presence(each)).toContainText("2 here");
  await expect(presence(page)).toContainText("Moreau, Élodie");
  await expect(presence(director)).toContainText("Almeida, Marta");
  for (const [mover, other, from, to] of [[page, director, "PBL 1", "PBL 3"], [director, page, "PBL 2", "PBL 4"], [page, director, "PBL 4", "PBL 1"]]) {
    const who = await nameOf(cards(mover, from).first());
    const shown = seen(other, to, who);
    const answer = mover.waitForResponse("**/api/board/move");
    await move(mover, from, who, to);
    const answered = (await answer).request().timing();
    const took = (await shown) - (answered.startTime + answered.responseStart);
    expect(took, "milliseconds from the answer to the other page").toBeLessThan(1_000);
    await expect(card(other, from, who)).toHaveCount(0);
  }
  await director.close();
  await expect(presence(page)).toBeHidden();
});

test("the dashboard of one server follows the board of another, and outlives it @postgres", async ({ page, as, second, complaints }) => {
  complaints.expect(/net::ERR_/);
  await page.goto(GROUPS);
  const director = await as("director");
  await director.goto(second.url + BOARD);
  await expect(presence(page)).toContainText("2 here");
  const who = await nameOf(cards(director, "PBL 1").first());
  await move(director, "PBL 1", who, "PBL 3");
  const row = (name) => page.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });
  for (const name of ["PBL 1", "PBL 3"]) await expect(row(name)).toContainText("by Moreau, Élodie");
  await second.stop("SIGKILL");
  await expect(presence(director)).toContainText("The connection is lost");
  await expect(presence(page)).not.toContainText("The connection is lost");
});
