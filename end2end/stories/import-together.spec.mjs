// An import does not go as planned: others were quicker, the session is over, the answer is lost, the server dies.
import { csv, expectState, exported, give, group, importAll, importButton, learners, open, row, seats, ways } from "../csv.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const [BANERJEE, IVANOVA] = ["Banerjee, Siddharth", "Ivanova, Daria"];
const trouble = (page) => page.getByRole("alert").filter({ hasText: /./ });

test("others changed the groups after the preview: that is said, nothing is written, and one goes on from there @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  await open(page);
  const moving = learners(await exported(page))[0];
  const line = (name) => [name, "", "", moving.name, moving.number];
  await give(page, csv([["Ward 1", "", "", BANERJEE, ""], ["PBL 1"], line("PBL 2")]));
  await ways(page, 4, "Already in another group").selectOption("Move to “PBL 2”");
  await expectState(page, "1 group created, 1 learner placed, 1 learner moved.");

  const director = await as("director");
  await open(director);
  await give(director, csv([["Ward 1"], line("PBL 3")]));
  await ways(director, 3, "Already in another group").selectOption("Move to “PBL 3”");
  await importAll(director);
  const before = await exported(page);

  await importButton(page).click();
  await expect(trouble(page)).toContainText("Nothing was imported. Groups, enrolment or people changed meanwhile.");
  expect(await exported(page)).toBe(before);
  await expect(row(page, 4)).toContainText(`is in “PBL 3” now.`);
  await expect(row(page, 2).getByRole("cell").first()).toHaveText("Ward 1");
  await expectState(page, "1 learner placed, 1 learner moved.");
  await expect(importButton(page)).toBeFocused();
  await importAll(page);
  expect(seats(await exported(page))).toMatchObject({ "Ward 1": [BANERJEE] });
  expect(seats(await exported(page))["PBL 2"]).toContain(moving.name);
});

test("a change elsewhere does not stand in the way", async ({ page, as }) => {
  await open(page);
  await give(page, csv([["PBL 1", "", "", BANERJEE, ""]]));
  await expectState(page, "1 learner placed.");
  const director = await as("director");
  await open(director);
  await give(director, csv([["PBL 20", "", "", IVANOVA, ""]]));
  await importAll(director);
  await importAll(page);
  expect(seats(await exported(page))).toMatchObject({ "PBL 1": expect.arrayContaining([BANERJEE]), "PBL 20": expect.arrayContaining([IVANOVA]) });
});

test("signed out meanwhile: what is on the page stays, and goes on after signing in", async ({ page, context, school, complaints }) => {
  complaints.expect(/status of 401/);
  await open(page);
  await give(page, csv([["PBL 1", "", "", BANERJEE, ""]]));
  await expectState(page, "1 learner placed.");
  const cookie = school.cookie("coordinator");
  await context.clearCookies();
  await importButton(page).click();
  await expect(trouble(page)).toContainText("You are signed out. Sign in again; what is on this page stays.");
  await context.addCookies([cookie]);
  await importAll(page);
  await expect(group(page, "PBL 1")).toContainText("9");
});

test("the answer is lost: the page does not claim that nothing happened, and trying again does nothing twice", async ({ page, complaints }) => {
  complaints.expect(/net::ERR_FAILED|status of 409/);
  await open(page);
  await give(page, csv([["Ward 1", "", "", BANERJEE, ""]]));
  await expectState(page, "1 group created, 1 learner placed.");
  await page.route("**/api/groups/import", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await importButton(page).click();
  await expect(trouble(page)).toContainText("could not be reached");
  await expect(trouble(page)).not.toContainText("Nothing was imported");
  const done = await exported(page);
  expect(seats(done)).toMatchObject({ "Ward 1": [BANERJEE] });
  await importButton(page).click();
  await expectState(page, "Nothing to change");
  expect(await exported(page)).toBe(done);
});

for (const moment of ["sent", "in work"]) {
  test(`the server dies with an import ${moment}: everything is there, or nothing @both`, async ({ page, school, complaints }) => {
    complaints.expect(/net::ERR_|Failed to load resource/);
    await open(page);
    const before = await exported(page);
    const people = learners(before);
    await give(page, csv(people.map(({ name, number }, at) => [`Clinic ${(at % 40) + 1}`, "", "", name, number])));
    await expectState(page, `40 groups created, ${people.length} learners placed.`);
    const sent = page.waitForRequest("**/api/groups/import");
    await importButton(page).click();
    await sent;
    // The server has the request for certain once it has answered another that came later.
    if (moment === "in work") await page.request.get("/healthz");
    await school.crash();
    await page.goto(`${school.url}/courses/MED-201/groups`);
    const after = await (await page.request.get(`${school.url}/courses/MED-201/groups/export.csv`)).text();
    const placed = learners(after).filter((learner) => learner.group.startsWith("Clinic"));
    expect([0, people.length]).toContain(placed.length);
    await expect(page.getByRole("link", { name: /^Clinic/ })).toHaveCount(placed.length > 0 ? 40 : 0);
    await page.goto(`${school.url}/courses/MED-201/groups/import`);
    await give(page, after);
    await expectState(page, "Nothing to change");
  });
}
