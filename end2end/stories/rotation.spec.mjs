// "Rotation": several rounds at once, in which as few as possible meet twice; then exactly what was shown.
import { LAYOUTS, troubles } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const result = (page) => page.getByRole("region", { name: "The rounds as they will be" });
const cards = (page) => result(page).getByRole("article");
const said = (page) => page.locator(".flash-region");
const verdict = (page) => page.locator(".rotation__verdict");
const problem = (page) => page.locator(".field__problem").filter({ hasText: /\S/ });
const found = (page) => page.getByRole("listbox", { name: "People found" }).getByRole("option");
const stop = (page) => page.getByRole("button", { name: "Stop", exact: true });

/** Opens the page with choices as the address keeps them. */
async function rotation(page, choices = {}) {
  await page.goto(`${GROUPS}/rotation?${new URLSearchParams({ seed: 1, ...choices })}`);
}

/** Waits until there is a result and nothing is searched any more. */
async function settled(page) {
  await expect(verdict(page)).not.toBeEmpty();
  await expect(stop(page)).toHaveCount(0, { timeout: 60_000 });
}

/** What a round shows: members by group, as numbers. (Of what is out of sight, there is no `innerText`.) */
async function shown(page) {
  const all = await cards(page).evaluateAll((cards) => cards.map((card) => [card.querySelector("h4").textContent, [...card.querySelectorAll("li")].map((member) => member.textContent)]));
  return Object.fromEntries(all.map(([name, members]) => [name, members.map((text) => text.match(/\d+$/)[0]).sort()]));
}

/** All rounds, one after the other. */
async function allRounds(page) {
  const groups = {};
  for (const round of await page.getByRole("group", { name: "What is shown" }).getByRole("button").all()) {
    if ((await round.innerText()) === "Who meets whom") continue;
    await round.click();
    await expect(cards(page).first()).toContainText(await round.innerText());
    Object.assign(groups, await shown(page));
  }
  return groups;
}

/** What is there: learners' numbers by group, as the export tells. */
async function there(page, prefix) {
  const period = await page.getByLabel("Curriculum period").inputValue();
  const answer = await page.request.get(`${GROUPS}/export.csv?period=${period}`);
  expect(answer.status()).toBe(200);
  const lines = (await answer.text()).replace(/^\uFEFF/, "").trim().split("\r\n");
  const [head, ...rows] = lines.map((line) => [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) => cell.replace(/^"|"$/g, "")));
  const groups = {};
  for (const row of rows) {
    const [name, number] = [row[head.indexOf("Group Name")], row[head.indexOf("Learner Number")]];
    if (name.startsWith(prefix)) (groups[name] ??= []).push(...(number ? [number] : []));
  }
  for (const members of Object.values(groups)) members.sort();
  return groups;
}

test("five blocks in which no pair meets twice, which are then exactly what was shown; one Undo takes them away @both", async ({ page }) => {
  await page.goto(GROUPS);
  const before = await page.getByRole("table").getByRole("row").count();
  await page.getByRole("link", { name: "Rotation" }).click();
  await expect(page.getByText("No rounds yet")).toBeVisible();
  await page.getByLabel("Number of Rounds").fill("5");
  await page.getByLabel("Group Name Prefix").fill("PBL");
  await page.getByLabel("Number of Groups").fill("20");
  await expect(verdict(page)).toHaveText("No pair meets twice.");
  await expect(result(page)).toContainText("160 learners → 20 groups of 8, in 5 rounds");
  await expect(result(page)).toContainText("Each learner meets 35 of 159 others.");
  const rounds = await allRounds(page);
  expect(Object.keys(rounds)).toHaveLength(100);
  expect(rounds["Block 1 PBL 3"]).toHaveLength(8);
  const pairs = Object.values(rounds).flatMap((members) => members.flatMap((one, at) => members.slice(at + 1).map((other) => `${one} ${other}`)));
  expect(new Set(pairs).size).toBe(5 * 20 * 28);
  await page.getByRole("button", { name: "Add 100 groups in 5 rounds" }).click();
  await expect(page).toHaveURL(/\/groups(\?|$)/);
  await expect(said(page)).toContainText("100 groups in 5 rounds created with 160 learners.");
  expect(await there(page, "Block")).toEqual(rounds);
  await expect(page.getByLabel("Group set").first()).toContainText("Block 5");
  await said(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(before);
  expect(await there(page, "Block")).toEqual({});
});

test("by keyboard alone, from the dashboard to the groups and back", async ({ page }) => {
  await page.goto(GROUPS);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Tabs on until the focus is where `wanted` says. */
  const reach = async (locator) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await press("Tab");
    }
    throw new Error(`the focus never reached ${locator}`);
  };
  await reach(page.getByRole("link", { name: "Rotation" }));
  await press("Enter");
  await page.getByLabel("Number of Rounds").waitFor();
  // What is missing is said, and the focus put there.
  await reach(page.getByRole("button", { name: "Add groups" }));
  await press("Enter");
  await expect(page.getByLabel("Number of Rounds")).toBeFocused();
  await expect(problem(page).first()).toContainText("how many rounds");
  await page.keyboard.type("3");
  await reach(page.getByLabel("Group Size"));
  await page.keyboard.type("8");
  await reach(page.getByRole("combobox", { name: "Leave a learner out" }));
  await page.keyboard.type("an");
  await expect(found(page).first()).toBeVisible();
  await press("Enter");
  await expect(page.getByRole("button", { name: /^Put back/ })).toHaveCount(1);
  await reach(page.getByRole("button", { name: "Reshuffle" }));
  await press("Space");
  await expect(verdict(page)).toHaveText("No pair meets twice.");
  await expect(result(page)).toContainText("159 learners → 20 groups, in 3 rounds");
  await reach(page.getByRole("button", { name: "Who meets whom" }));
  await press("Enter");
  await reach(page.getByRole("application"));
  const words = page.locator(".matrix__said");
  await expect(words).toHaveText(/^.+, .+ and .+, .+: met in Block 1$/);
  await press("ArrowDown");
  await expect(words).toHaveText(/^[^:]+$/);
  await press("End");
  await expect(words).toHaveText(/: (never met|met in Block [123])$/);
  const row = (await words.innerText()).split(" and ")[0];
  await press("Enter");
  await expect(page.locator("#learner option:checked")).toHaveText(row);
  await reach(page.getByRole("button", { name: "Add 60 groups in 3 rounds" }));
  await press("Enter");
  await expect(said(page)).toContainText("60 groups in 3 rounds created with 159 learners.");
  await reach(said(page).getByRole("button", { name: "Undo" }));
  await press("Enter");
  await expect(said(page)).toContainText("Undone");
});

test("every choice is in the address: a reload shows the same rounds, another seed shows others", async ({ page }) => {
  await rotation(page, { rounds: 3, number: 16, round: "Week", prefix: "Lab", show: 2 });
  await settled(page);
  await expect(cards(page).first()).toContainText("Week 2 Lab 1");
  const first = await shown(page);
  await page.getByRole("button", { name: "Reshuffle" }).click();
  await expect.poll(() => shown(page)).not.toEqual(first);
  await settled(page);
  const second = await shown(page);
  const seed = await page.getByLabel("Seed", { exact: true }).inputValue();
  await expect(page).toHaveURL(new RegExp(`seed=${seed}`));
  await page.reload();
  await live(page);
  await settled(page);
  await expect(page.getByRole("button", { name: "Week 2", exact: true })).toHaveAttribute("aria-pressed", "true");
  expect(await shown(page)).toEqual(second);
});

test("a search can be stopped and goes on; a reload searches as long and finds the same", async ({ page }) => {
  await rotation(page, { rounds: 8, size: 20 });
  await stop(page).click();
  await settled(page);
  await expect(verdict(page)).toContainText(/repeats? (is|are) unavoidable|fewest found/);
  await expect(page).toHaveURL(/steps=\d+/);
  const [words, first, address] = [await verdict(page).innerText(), await shown(page), page.url()];
  await page.reload();
  await live(page);
  await settled(page);
  expect([await verdict(page).innerText(), await shown(page)]).toEqual([words, first]);
  await page.getByRole("button", { name: "Search on" }).click();
  await expect(page.getByRole("progressbar", { name: "Searching" })).toBeVisible();
  await stop(page).click();
  await settled(page);
  await expect(page).toHaveURL(/steps=\d+/);
  await expect(page).not.toHaveURL(address);
});

test("what cannot be is said beside the field, and names that exist before anything is added", async ({ page }) => {
  await rotation(page, { rounds: 3 });
  await page.getByLabel("Number of Groups").fill("161");
  await expect(problem(page)).toContainText("More groups than learners");
  await page.getByLabel("Number of Groups").fill("20");
  await page.getByLabel("Number of Rounds").fill("51");
  await expect(problem(page)).toContainText("At most 50 rounds");
  await page.getByLabel("Number of Rounds").fill("50");
  await page.getByLabel("Group Size").fill("2");
  await expect(problem(page)).toContainText("more than the 1000 groups");
  // Rounds that are there already.
  await rotation(page, { rounds: 2, number: 2 });
  await settled(page);
  await page.getByRole("button", { name: "Add 4 groups in 2 rounds" }).click();
  await expect(said(page)).toContainText("4 groups in 2 rounds");
  await rotation(page, { rounds: 3, number: 3 });
  await expect(problem(page).first()).toContainText("A group set named “Block 1” exists already in this period, and so does 1 more");
  await settled(page);
  await page.getByRole("button", { name: "Add 9 groups in 3 rounds" }).click();
  await expect(page.getByLabel("Round Name")).toBeFocused();
  await page.getByLabel("Round Name").fill("Term");
  await expect(problem(page)).toHaveCount(0);
  await expect(cards(page).first()).toContainText("Term 1 Group 1");
});

test("a cohort rotates, without those who are left out", async ({ page }) => {
  await rotation(page, { rounds: 2, number: 10 });
  const cohorts = await page.getByLabel("Learners", { exact: true }).locator("option").evaluateAll((options) => options.slice(1).map(({ value, innerText }) => [value, Number(innerText.match(/\((\d+)\)$/)[1])]));
  const [name, count] = cohorts.toSorted(([, a], [, b]) => b - a)[0];
  expect(count).toBeGreaterThan(20);
  expect(count).toBeLessThan(160);
  await page.getByLabel("Learners", { exact: true }).selectOption(name);
  await expect(result(page)).toContainText(`${count} learners`);
  await page.getByRole("combobox", { name: "Leave a learner out" }).fill("a");
  await found(page).first().click();
  const back = page.getByRole("button", { name: /^Put back/ });
  await expect(back).toHaveCount(1);
  const left = (await back.getAttribute("aria-label")).replace("Put back ", "");
  await expect(page).toHaveURL(/cohort=.+out=\d+/);
  await page.reload();
  await live(page);
  await expect(back).toHaveCount(1);
  await expect(result(page)).toContainText(`${count - 1} learners`);
  await settled(page);
  await expect(cards(page)).toHaveCount(10);
  const names = await cards(page).getByRole("listitem").allInnerTexts();
  expect(names).toHaveLength(count - 1);
  expect(names.filter((text) => text.startsWith(`${left} `) || text.startsWith(`${left}\n`))).toEqual([]);
  await back.click();
  await expect(page.getByRole("combobox", { name: "Leave a learner out" })).toBeFocused();
  await expect(page).not.toHaveURL(/out=/);
});

test("the picture says who meets where, and the table says the same in words", async ({ page }) => {
  await rotation(page, { rounds: 5, number: 20, show: "company" });
  await settled(page);
  const picture = page.locator(".matrix__squares");
  const box = await picture.boundingBox();
  const cell = box.width / 160;
  await picture.hover({ position: { x: 1.5 * cell, y: 0.5 * cell } });
  const words = page.locator(".matrix__said");
  await expect(words).toHaveText(/^.+, .+ and .+, .+: met in Block 1$/);
  const [one, other] = (await words.innerText()).replace(": met in Block 1", "").split(" and ");
  await picture.click({ position: { x: 1.5 * cell, y: 0.5 * cell } });
  await expect(page.locator("#learner option:checked")).toHaveText(one);
  await expect(page).toHaveURL(/learner=\d+/);
  const table = page.getByRole("table", { name: "The company of one learner" });
  await expect(table.getByRole("row")).toHaveCount(36);
  await expect(table.getByRole("row").filter({ hasText: other }).first()).toContainText("Block 1");
  // Both halves are drawn alike, and as many squares as there are meetings.
  const drawn = await picture.evaluate((canvas) => {
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colour = (row, column) => data.slice(4 * (row * width + column), 4 * (row * width + column) + 3).join(" ");
    const [met, counts] = [colour(0, 1), {}];
    let even = true;
    for (let row = 0; row < width; row += 1) for (let column = 0; column < width; column += 1) {
      if (row !== column) counts[colour(row, column) === met] = (counts[colour(row, column) === met] ?? 0) + 1;
      even &&= colour(row, column) === colour(column, row);
    }
    return { width, even, met: counts.true };
  });
  expect(drawn).toEqual({ width: 160, even: true, met: 160 * 35 });
});

test("a colleague who was quicker is named, nothing is half added, and a second press adds what is shown @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  await rotation(page, { rounds: 2, number: 10, round: "Mine" });
  await settled(page);
  const rounds = await allRounds(page);
  const director = await as("director");
  await director.goto(`${GROUPS}/new?prefix=Theirs&type=empty&number=2&step=preview`);
  await director.getByRole("button", { name: "Add 2 groups" }).click();
  await expect(director.locator(".flash-region")).toContainText("2 groups");
  const add = page.getByRole("button", { name: "Add 20 groups in 2 rounds" });
  await add.click();
  await expect(page.getByRole("alert").filter({ hasText: "Moreau" })).toBeVisible();
  expect(await there(page, "Mine")).toEqual({});
  expect(await allRounds(page)).toEqual(rounds);
  await add.click();
  await expect(said(page)).toContainText("20 groups in 2 rounds");
  expect(await there(page, "Mine")).toEqual(rounds);
});

test.describe("an administrator", () => {
  test.use({ role: "staffadmin" });

  test("is told that nobody is enrolled, and shown the way to Setup", async ({ page }) => {
    await page.goto("/courses/MED-450/groups/rotation?rounds=3&number=4");
    await expect(page.getByText("Nobody is enrolled in this period.")).toBeVisible();
    await page.getByRole("link", { name: "Go to Setup" }).click();
    await expect(page).toHaveURL(/\/courses\/MED-450\/setup/);
  });
});

for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
  test.describe(`${layout}, ${schemes.join(" and ")}`, () => {
    test.use({ viewport });

    test("every state is accessible and fits", async ({ page }) => {
      test.setTimeout(150_000 * schemes.length);
      const wrong = {};
      const states = { empty: {}, problems: { rounds: 99, number: 999, round: "", prefix: "" }, round: { rounds: 5, number: 20 }, company: { rounds: 5, size: 8, show: "company" }, repeats: { rounds: 8, number: 5, show: "company", steps: 8192 } };
      for (const [state, choices] of Object.entries(states)) {
        await rotation(page, choices);
        if (choices.rounds < 50) await settled(page);
        const found = await troubles(page, schemes);
        if (found.length > 0) wrong[state] = found;
      }
      expect(wrong).toEqual({});
    });
  });
}
