// Groups by rules: said in the wizard, searched in a worker, explained, kept with the set and run again.
import { LAYOUTS, troubles } from "../hands.mjs";
import { expect, live, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const GROUPS = "/courses/MED-201/groups";
const next = (page) => page.getByRole("button", { name: "Next", exact: true });
const cards = (page) => page.getByRole("region", { name: "The groups as they will be" }).getByRole("article");
const said = (page) => page.locator(".flash-region");
const results = (page) => page.getByRole("region", { name: "Rules", exact: true });
const result = (page, title) => results(page).getByRole("listitem").filter({ hasText: title });

async function wizard(page, choices = {}) {
  await page.goto(`${GROUPS}/new?${new URLSearchParams(choices)}`);
}

/** Adds a rule of that kind. */
async function add(page, kind) {
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.locator("#add-rule").getByRole("button", { name: new RegExp(`^${kind}`) }).click();
}

/** Picks the first learner that a search for `typed` finds and who is not `but`, and tells their name. */
async function pick(page, typed, but = "nobody of that name") {
  await page.getByRole("combobox", { name: "Add a learner by name or number" }).fill(typed);
  await expect(page.locator(".picker__popup [role=status]")).not.toHaveText(/^Searching/);
  const option = page.locator(".picker__option").filter({ hasNotText: but }).first();
  const name = (await option.locator(".person__text > span").first().innerText()).trim();
  await option.click();
  await expect(page.locator(".chip").filter({ hasText: name })).toBeVisible();
  return name;
}

/** Waits for the end of a search. */
async function searched(page) {
  await expect(page.locator(".search-line").getByText(/tries$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".search-line progress")).toHaveCount(0, { timeout: 60_000 });
}

/** What the preview shows: members by group. */
async function shown(page) {
  const groups = {};
  for (const card of await cards(page).all()) {
    const members = await card.getByRole("listitem").allInnerTexts();
    groups[await card.getByRole("heading").innerText()] = members.map((text) => text.match(/\d+$/)[0]).sort();
  }
  return groups;
}

test("rules are said, searched and explained, kept with the set, and run again for another block @both", async ({ page }) => {
  await wizard(page, { prefix: "Team", number: 20, genders: "balanced", step: "groups" });
  await next(page).click();
  await expect(page.getByRole("heading", { name: "Rules for the groups" })).toBeFocused();
  await add(page, "Keep together");
  const one = await pick(page, "a");
  await pick(page, "e", one);
  await add(page, "Keep apart");
  const first = await pick(page, "o");
  await pick(page, "u", first);
  await add(page, "Avoid earlier groupmates");
  await expect(page.getByRole("checkbox", { name: /^PBL This period/ })).toBeChecked();
  await page.getByLabel("How much rule 3 matters").selectOption("high");
  await next(page).click();
  await searched(page);
  await expect(cards(page)).toHaveCount(20);
  for (const title of ["Balance gender", "Keep together 1 pair", "Keep apart 1 pair"]) {
    await expect(result(page, title).getByText("Kept", { exact: true })).toBeVisible();
  }
  await expect(result(page, "Avoid earlier groupmates")).toContainText("Matters much");
  const preview = await shown(page);
  await page.getByRole("button", { name: "Add 20 groups" }).click();
  await expect(said(page)).toContainText("20 groups created with 160 learners");
  await page.getByLabel("Group set").first().selectOption({ label: "Team" });
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Set Team" })).toBeVisible();
  await expect(page.getByText("160 learners in 20 groups")).toBeVisible();
  await expect(result(page, "Keep together 1 pair").getByText("Kept", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Use again for another block" }).click();
  await page.getByLabel("Group Name Prefix").fill("Second");
  await next(page).click();
  await next(page).click();
  await expect(page.getByLabel("Number of Groups")).toHaveValue("20");
  await next(page).click();
  await page.getByRole("button", { name: /Avoid earlier groupmates/ }).first().click();
  await expect(page.getByRole("checkbox", { name: /^Team/ })).toBeChecked();
  await next(page).click();
  await searched(page);
  expect(Object.values(await shown(page))).not.toEqual(Object.values(preview));
});

test("the same seed gives the same groups after a reload, and others can be compared", async ({ page }) => {
  await wizard(page, { prefix: "Seed", number: 16, rules: "balance-must-gender_faces-medium-", seed: 12345, step: "rules" });
  await page.getByRole("button", { name: /Avoid earlier groupmates/ }).first().click();
  await page.getByRole("checkbox", { name: /^PBL This period/ }).check();
  await next(page).click();
  await searched(page);
  const first = await shown(page);
  await page.reload();
  await live(page);
  await searched(page);
  expect(await shown(page)).toEqual(first);
  await page.getByRole("button", { name: "Reshuffle" }).click();
  await expect.poll(() => shown(page)).not.toEqual(first);
  await searched(page);
  await page.getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare results" });
  await expect(dialog.getByRole("row")).toHaveCount(4);
  await dialog.getByRole("button", { name: "Use Seed 12345" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => shown(page)).toEqual(first);
});

test("rules that clash are named with the reason, and such groups are not added", async ({ page }) => {
  await wizard(page, { prefix: "Clash", number: 10, step: "rules" });
  await add(page, "Keep together");
  const one = await pick(page, "a");
  const two = await pick(page, "e", one);
  await add(page, "Keep apart");
  await pick(page, one);
  await pick(page, two);
  await next(page).click();
  await searched(page);
  const clash = page.getByRole("region", { name: "These rules cannot all be kept" });
  await expect(clash).toContainText("Keep together 1 pair · Keep apart 1 pair");
  await expect(clash).toContainText("are to sit together and apart");
  await page.getByRole("button", { name: "Add 10 groups" }).click();
  await expect(page.getByRole("alert")).toContainText("must be kept");
  await expect(page).toHaveURL(/groups\/new/);
});

test("a rule that asks nothing is said, and the way on stays closed", async ({ page }) => {
  await wizard(page, { prefix: "Blank", number: 10, step: "rules" });
  await add(page, "Keep apart");
  await next(page).click();
  await expect(page.locator(".field__problem").filter({ hasText: /\S/ }).first()).toContainText("Rule 1 asks nothing yet");
  await page.getByRole("button", { name: "Remove rule 1, Keep apart" }).click();
  await expect(page.getByText("No rules: learners are dealt by chance")).toBeVisible();
  await next(page).click();
  await expect(cards(page)).toHaveCount(10);
});

test("columns of a file can be balanced; unknown rows are said; the file survives a reload", async ({ page }) => {
  await wizard(page, { prefix: "Mark", number: 16, step: "rules" });
  const period = await page.getByLabel("Curriculum period").inputValue();
  const file = await (await page.request.get(`${GROUPS}/export.csv?period=${period}`)).text();
  const numbers = [...new Set([...file.matchAll(/\b\d{7}\b/g)].map(([number]) => number))];
  const rows = numbers.map((number, at) => `${number},${(at * 37) % 101},${at % 2 ? "North" : "South"}`);
  const text = `Student,Mark,<b>Campus</b>\n${rows.join("\n")}\n999999999,1,North\n`;
  await page.locator("#rule-file").setInputFiles({ name: "marks.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(page.getByText(/marks\.csv tells of \d+ learners, named by “Student”: Mark, <b>Campus<\/b>\./)).toBeVisible();
  await expect(page.getByText(/999999999/)).toBeVisible();
  await add(page, "Balance");
  await page.getByLabel("What is looked at").selectOption({ label: "“Mark”" });
  await expect(page.getByText("numbers from 0 to 100")).toBeVisible();
  await add(page, "Balance");
  await page.getByLabel("What is looked at").selectOption({ label: "“<b>Campus</b>”" });
  await page.getByLabel("How much rule 2 matters").selectOption("must");
  await next(page).click();
  await searched(page);
  await expect(result(page, "Balance “Mark”")).toContainText("Means of");
  await expect(result(page, "Balance “<b>Campus</b>”").getByText("Kept", { exact: true })).toBeVisible();
  await page.reload();
  await live(page);
  await searched(page);
  await expect(result(page, "Balance “Mark”")).toContainText("Means of");
  await page.locator("#rule-file").waitFor({ state: "detached" });
});

test("groups are filled up and nobody moves @both", async ({ page }) => {
  await wizard(page, { prefix: "Half", step: "learners" });
  await page.getByLabel("Chosen ones").check();
  await page.getByLabel("Gender", { exact: true }).selectOption({ label: "Female" });
  await page.getByRole("button", { name: /^Select all shown/ }).click();
  await next(page).click();
  await page.getByLabel("Number of Groups").fill("8");
  await next(page).click();
  await next(page).click();
  await expect(cards(page)).toHaveCount(8);
  const before = await shown(page);
  await page.getByRole("button", { name: "Add 8 groups" }).click();
  await expect(said(page)).toContainText("8 groups");
  await wizard(page);
  await page.getByLabel("Fill up groups").check();
  await next(page).click();
  await expect(page.locator(".field__problem").filter({ hasText: /\S/ })).toContainText("Choose the groups to be filled up.");
  await page.getByLabel("Groups to be filled up").selectOption({ label: "Half · 8 groups" });
  await next(page).click();
  await next(page).click();
  await page.getByLabel("At most in a group").fill("3");
  await expect(page.locator(".field__problem").filter({ hasText: /\S/ })).toContainText("join");
  await page.getByLabel("At most in a group").fill("");
  await page.getByLabel("Balanced").check();
  await next(page).click();
  await next(page).click();
  await searched(page);
  const after = await shown(page);
  expect(Object.values(after).flat()).toHaveLength(160);
  for (const [group, members] of Object.entries(before)) expect(after[group]).toEqual(expect.arrayContaining(members));
  const joining = 160 - Object.values(before).flat().length;
  await page.getByRole("button", { name: `Add ${joining} learners` }).click();
  await expect(said(page)).toContainText(`${joining} learners added to 8 groups`);
});

test("by keyboard alone: a rule is added, changed and searched, and the search stopped", async ({ page }) => {
  await wizard(page, { prefix: "Keys", number: 20, genders: "balanced", step: "rules" });
  const reach = async (locator) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the focus never reached ${locator}`);
  };
  await reach(page.getByRole("button", { name: "Add a rule" }));
  await page.keyboard.press("Enter");
  await reach(page.locator("#add-rule").getByRole("button", { name: /^Keep alike/ }));
  await page.keyboard.press("Enter");
  await expect(page.locator("#rule-0")).toBeFocused();
  await reach(page.getByLabel("How much rule 1 matters"));
  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("How much rule 1 matters")).toHaveValue("high");
  await reach(next(page));
  await page.keyboard.press("Enter");
  await searched(page);
  const tries = () => page.locator(".search-line").innerText();
  const before = await tries();
  await reach(page.getByRole("button", { name: "Search longer" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await searched(page);
  await expect(page.getByRole("button", { name: "Search longer" })).toBeFocused();
  expect(await tries()).not.toBe(before);
  await reach(page.getByRole("button", { name: "Add 20 groups" }));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("20 groups");
});

for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
  test.describe(`${layout}, ${schemes.join(" and ")}`, () => {
    test.use({ viewport });

    test("rules, results and a set's page are accessible and fit", async ({ page }) => {
      test.setTimeout(150_000 * schemes.length);
      const wrong = {};
      const look = async (name) => {
        const found = await troubles(page, schemes);
        if (found.length > 0) wrong[name] = found;
      };
      await wizard(page, { prefix: "Look", number: 20, genders: "balanced", step: "rules" });
      await look("no rules");
      await add(page, "Keep apart");
      await pick(page, "e", await pick(page, "a"));
      await look("apart");
      await add(page, "Mix");
      await look("mix");
      await add(page, "Avoid earlier groupmates");
      await look("avoid");
      await next(page).click();
      await searched(page);
      await look("results");
      await page.getByRole("button", { name: "Reshuffle" }).click();
      await searched(page);
      await page.getByRole("button", { name: "Compare" }).click();
      await page.getByRole("dialog", { name: "Compare results" }).waitFor();
      await look("compare");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Add 20 groups" }).click();
      await expect(said(page)).toContainText("20 groups");
      await page.getByLabel("Group set").first().selectOption({ label: "Look" });
      await page.getByRole("link", { name: "Rules", exact: true }).click();
      await expect(page.getByRole("heading", { name: "Set Look" })).toBeVisible();
      await look("set");
      expect(wrong).toEqual({});
    });
  });
}
