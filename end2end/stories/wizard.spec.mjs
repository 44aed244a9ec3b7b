// "Add New Groups": from a name to groups that are exactly what was shown.
import { LAYOUTS, troubles } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const next = (page) => page.getByRole("button", { name: "Next", exact: true });
const cards = (page) => page.getByRole("region", { name: "The groups as they will be" }).getByRole("article");
const said = (page) => page.locator(".flash-region");

/** Opens the wizard at a step, with choices as the address keeps them. */
async function wizard(page, choices = {}) {
  await page.goto(`${GROUPS}/new?${new URLSearchParams(choices)}`);
}

/** What the preview shows: members by group, "name number". */
async function shown(page) {
  const groups = {};
  for (const card of await cards(page).all()) {
    const members = await card.getByRole("listitem").allInnerTexts();
    groups[await card.getByRole("heading").innerText()] = members.map((text) => text.match(/\d+$/)[0]).sort();
  }
  return groups;
}

/** The cells of a CSV file of ours: CRLF, quotes where they are needed. */
function cells(file) {
  const lines = file.replace(/^\uFEFF/, "").trim().split("\r\n");
  return lines.map((line) => [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')));
}

/** What is there: learners' numbers by group, as the export tells. */
async function there(page, prefix) {
  const period = await page.getByLabel("Curriculum period").inputValue();
  const answer = await page.request.get(`${GROUPS}/export.csv?period=${period}`);
  expect(answer.status()).toBe(200);
  const groups = {};
  const [head, ...rows] = cells(await answer.text());
  for (const row of rows) {
    const [name, number] = [row[head.indexOf("Group Name")], row[head.indexOf("Learner Number")]];
    if (name.startsWith(prefix)) (groups[name] ??= []).push(...(number ? [number] : []));
  }
  for (const members of Object.values(groups)) members.sort();
  return groups;
}


test("a class is divided into balanced groups, which are then exactly what was shown; Undo takes them away @both", async ({ page }) => {
  await page.goto(GROUPS);
  const before = await page.getByRole("table").getByRole("row").count();
  await page.getByRole("link", { name: "Add New Groups" }).click();
  await page.getByLabel("Group Name Prefix").fill("Anatomy");
  await next(page).click();
  await expect(page.getByRole("heading", { name: "Who is placed" })).toBeFocused();
  await next(page).click();
  await page.getByLabel("Number of Groups").fill("20");
  await page.getByLabel("Balanced").check();
  await expect(page.getByRole("status").filter({ hasText: "20 groups" })).toContainText("160 learners → 20 groups of 8");
  await next(page).click();
  await next(page).click();
  await expect(cards(page)).toHaveCount(20);
  const preview = await shown(page);
  expect(Object.values(preview).flat()).toHaveLength(160);
  await page.getByRole("button", { name: "Add 20 groups" }).click();
  await expect(page).toHaveURL(/\/groups(\?|$)/);
  await expect(said(page)).toContainText("20 groups");
  expect(await there(page, "Anatomy")).toEqual(preview);
  await said(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(before);
  expect(await there(page, "Anatomy")).toEqual({});
});

test("each gender's count, and the size, differ by at most one between any two groups", async ({ page }) => {
  await wizard(page, { prefix: "Even", number: 18, genders: "balanced", step: "preview" });
  await expect(cards(page)).toHaveCount(18);
  const counts = [];
  for (const card of await cards(page).all()) {
    const genders = (await card.getByRole("listitem").allInnerTexts()).map((text) => text.match(/\b(F|M|NB|U) \d+$/)[1]);
    counts.push({ all: genders.length, F: 0, M: 0, NB: 0, U: 0 });
    for (const gender of genders) counts.at(-1)[gender] += 1;
  }
  for (const kind of ["all", "F", "M", "NB", "U"]) {
    const each = counts.map((count) => count[kind]);
    expect(Math.max(...each) - Math.min(...each), kind).toBeLessThanOrEqual(1);
  }
  expect(counts.reduce((sum, count) => sum + count.F, 0)).toBeGreaterThan(0);
});

test("every choice is in the address: a reload shows the same groups, another seed shows others", async ({ page }) => {
  await wizard(page, { prefix: "Seed", number: 16, step: "preview" });
  const first = await shown(page);
  await page.getByRole("button", { name: "Reshuffle" }).click();
  await expect.poll(() => shown(page)).not.toEqual(first);
  const second = await shown(page);
  const seed = await page.getByLabel("Seed", { exact: true }).inputValue();
  await expect(page).toHaveURL(new RegExp(`seed=${seed}`));
  await page.reload();
  await live(page);
  await expect(cards(page)).toHaveCount(16);
  expect(await shown(page)).toEqual(second);
});

test("only chosen learners are placed, found by search, cohort and gender", async ({ page }) => {
  await wizard(page, { prefix: "Few", step: "learners" });
  await page.getByLabel("Chosen ones").check();
  await page.getByLabel("Gender", { exact: true }).selectOption({ label: "Female" });
  await page.getByRole("button", { name: /^Select all shown/ }).click();
  const words = await page.locator("strong[role=status]").innerText();
  const women = Number(words.match(/^(\d+) of 160 chosen/)[1]);
  expect(women).toBeGreaterThan(10);
  await page.getByLabel("Search learners").fill("zzz");
  await expect(page.getByRole("button", { name: "Select all shown (0)", exact: true })).toBeVisible();
  await page.getByLabel("Search learners").fill("");
  // What is ticked survives a reload, too.
  await page.getByRole("checkbox").first().uncheck();
  await expect(page.locator("strong[role=status]")).toHaveText(`${women - 1} of 160 chosen`);
  await expect(page).toHaveURL(/who=chosen/);
  await page.reload();
  await live(page);
  await expect(page.locator("strong[role=status]")).toHaveText(`${women - 1} of 160 chosen`);
  await next(page).click();
  await page.getByLabel("Number of Groups").fill("4");
  await next(page).click();
  await next(page).click();
  await expect(cards(page)).toHaveCount(4);
  const placed = await cards(page).getByRole("listitem").allInnerTexts();
  expect(placed).toHaveLength(women - 1);
  expect(placed.every((text) => /\bF \d+$/.test(text))).toBe(true);
});

test("groups of one size, evened out or filled in order", async ({ page }) => {
  await wizard(page, { prefix: "Size", step: "groups" });
  await page.getByLabel("Group Size").fill("9");
  const words = page.getByRole("status").filter({ hasText: "groups" });
  await expect(words).toContainText("160 learners → 18 groups");
  await page.getByLabel("Filled in order").check();
  await next(page).click();
  await next(page).click();
  await expect(cards(page)).toHaveCount(18);
  const sizes = Object.values(await shown(page)).map((members) => members.length);
  expect(sizes).toEqual([...Array(17).fill(9), 7]);
});

test("homogeneous groups hold one gender each", async ({ page }) => {
  await wizard(page, { prefix: "Same", number: 12, genders: "homogeneous", step: "preview" });
  await expect(cards(page)).toHaveCount(12);
  for (const card of await cards(page).all()) {
    const genders = (await card.getByRole("listitem").allInnerTexts()).map((text) => text.match(/\b(F|M|NB|U) \d+$/)[1]);
    expect(new Set(genders).size).toBe(1);
  }
});

test("empty groups get zero-padded names from a first number, in a set of their own", async ({ page }) => {
  await wizard(page);
  await page.getByLabel("Group Name Prefix").fill("Lab");
  await page.getByLabel("First number").fill("8");
  await page.getByLabel("Zero-padding").check();
  await page.getByLabel("Empty groups").check();
  await page.getByLabel("How many groups").fill("3");
  await page.getByText("More choices").click();
  await page.getByLabel("A new one").check();
  await page.getByLabel("Name of the set").fill("Laboratory");
  await next(page).click();
  await page.getByRole("button", { name: "Add 3 groups" }).click();
  await expect(said(page)).toContainText("3 groups");
  expect(await there(page, "Lab")).toEqual({ "Lab 08": [], "Lab 09": [], "Lab 10": [] });
  await expect(page.getByLabel("Group set").first()).toContainText("Laboratory");
});

test("what cannot be is said before the last step, in words, and the way on stays closed", async ({ page }) => {
  const problem = page.locator(".field__problem").filter({ hasText: /\S/ });
  await wizard(page);
  await next(page).click();
  await expect(problem).toContainText("prefix");
  await expect(page.getByLabel("Group Name Prefix")).toBeFocused();
  // A name that exists.
  await page.getByLabel("Group Name Prefix").fill("PBL");
  await expect(problem).toContainText("exist");
  await next(page).click();
  await expect(page.getByLabel("Group Name Prefix")).toBeFocused();
  // More groups than learners; a group too few for every gender; none at all.
  await wizard(page, { prefix: "Many", step: "groups" });
  await page.getByLabel("Number of Groups").fill("161");
  await expect(problem).toContainText("160");
  await page.getByLabel("Number of Groups").fill("3");
  await page.getByLabel("Homogeneous").check();
  await expect(problem).toContainText("gender");
  await page.getByLabel("Number of Groups").fill("0");
  await next(page).click();
  await expect(problem.first()).toBeVisible();
  await expect(page).not.toHaveURL(/step=preview/);
  // Nobody chosen.
  await wizard(page, { prefix: "Nobody", who: "chosen", step: "preview" });
  await expect(page.getByRole("heading", { name: "Who is placed" })).toBeVisible();
  await next(page).click();
  await expect(problem).toHaveText("Choose at least one learner.");
});

test("someone who leaves while the next page is still on its way is not brought back", async ({ page }) => {
  await page.clock.install();
  await wizard(page, { prefix: "Away" });
  let arrive;
  const held = new Promise((resolve) => (arrive = resolve));
  // What the page of the course's setup needs of WASM and is not there yet.
  await page.route("**/shared_*", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest("**/shared_*");
  await page.getByRole("link", { name: "Setup" }).click();
  await asked;
  await page.clock.fastForward(5_000);
  arrive();
  await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
  await expect(page).toHaveURL(/\/setup/);
});

test.describe("an administrator", () => {
  test.use({ role: "staffadmin" });

  test("is told that nobody is enrolled, and shown the way to Setup", async ({ page }) => {
    await page.goto("/courses/MED-450/groups/new?prefix=A&step=learners");
    await expect(page.getByText("Nobody is enrolled in this period.")).toBeVisible();
    await page.getByRole("link", { name: "Go to Setup" }).click();
    await expect(page).toHaveURL(/\/courses\/MED-450\/setup/);
  });
});

test("learners who sit in a group of the set already can be left out", async ({ page }) => {
  await wizard(page, { prefix: "PBL", first: 101, step: "learners" });
  await expect(page.locator(".field__problem").filter({ hasText: /\S/ })).toContainText("PBL");
  await page.getByRole("button", { name: "Leave them out" }).click();
  await expect(page.getByLabel("Chosen ones")).toBeChecked();
  await expect(page.locator("strong[role=status]")).toContainText("of 160 chosen");
});

test("a colleague who was quicker is named, nothing is half added, and a second press adds what is shown @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  await wizard(page, { prefix: "Mine", number: 10, genders: "balanced", step: "preview" });
  const preview = await shown(page);
  const director = await as("director");
  await director.goto(`${GROUPS}/new?prefix=Theirs&type=empty&number=2&step=preview`);
  await director.getByRole("button", { name: "Add 2 groups" }).click();
  await expect(director.locator(".flash-region")).toContainText("2 groups");
  const add = page.getByRole("button", { name: "Add 10 groups" });
  await add.click();
  await expect(page.getByRole("alert")).toContainText("Moreau");
  expect(await there(page, "Mine")).toEqual({});
  expect(await shown(page)).toEqual(preview);
  await add.click();
  await expect(said(page)).toContainText("10 groups");
  expect(await there(page, "Mine")).toEqual(preview);
});

test("by keyboard alone, from the dashboard to the groups", async ({ page }) => {
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
  await reach(page.getByRole("link", { name: "Add New Groups" }));
  await press("Enter");
  await page.getByLabel("Group Name Prefix").waitFor();
  await reach(page.getByLabel("Group Name Prefix"));
  await page.keyboard.type("Keys");
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Who is placed" })).toBeFocused();
  await reach(next(page));
  await press("Enter");
  await reach(page.getByLabel("Number of Groups"));
  await page.keyboard.type("8");
  await reach(page.getByRole("radio", { name: /^None/ }));
  await press("ArrowDown");
  await expect(page.getByLabel("Balanced")).toBeChecked();
  await press("Enter");
  await reach(next(page));
  await press("Enter");
  await reach(page.getByRole("button", { name: "Reshuffle" }));
  await press("Space");
  await reach(page.getByRole("button", { name: "Add 8 groups" }));
  await press("Enter");
  await expect(said(page)).toContainText("8 groups");
});

for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
  test.describe(`${layout}, ${schemes.join(" and ")}`, () => {
    test.use({ viewport });

    test("every step is accessible and fits", async ({ page }) => {
      test.setTimeout(150_000 * schemes.length);
      const wrong = {};
      const steps = [{ prefix: "PBL" }, { prefix: "A", who: "chosen", step: "learners" }, { prefix: "A", number: 999, step: "groups" }, { prefix: "A", number: 18, genders: "balanced", step: "preview" }];
      for (const choices of steps) {
        await wizard(page, choices);
        const found = await troubles(page, schemes);
        if (found.length > 0) wrong[choices.step ?? "name"] = found;
      }
      expect(wrong).toEqual({});
    });
  });
}
