// "Import from CSV": from a file to groups, with everything unclear settled on the way.
import { readFile } from "node:fs/promises";
import { csv, expectState, exported, give, group, GROUPS, importAll, importButton, learners, open, row, rows, said, seats, ways } from "../csv.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

// Three learners of MED-201 whom the demo leaves without a group, one who left, and tutors.
const [BANERJEE, IVANOVA, OYELARAN] = ["Banerjee, Siddharth", "Ivanova, Daria", "Oyelaran, Femi"];
const LEFT = "Müller, Lieselotte";

/** Chooses an item of the menu on the dashboard. */
async function transfer(page, item) {
  await page.getByRole("button", { name: "Import/Export" }).click();
  await page.getByRole("link", { name: item }).click();
}

/** What a click downloads. */
async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

test("groups come from a file, are undone, and what is exported changes nothing @both", async ({ page, as }) => {
  await page.goto(GROUPS);
  const before = await exported(page);
  const people = learners(before);
  await transfer(page, "Import from CSV");
  await expect(page.getByRole("heading", { name: "Import groups from CSV" })).toBeVisible();
  const sample = await downloaded(page, () => page.getByRole("link", { name: "Download a sample file" }).click());
  expect(sample.name).toBe("sample groups.csv");
  expect(await readFile(sample.path, "utf8")).toMatch(/^\ufeffGroup Name,Tutors,Tutors Numbers,Learner Name,Learner Number\r\nPBL 1,"Smith, John; Doe, Jane"/);

  const file = csv([
    ["PBL 1", "", "", people[0].name, people[0].number],
    ["PBL 2", "", "", people[1].name, people[1].number],
    ["PBL 2", "", "", BANERJEE, ""],
    ["PBL 21", "Sørensen, Ida", "E10324", IVANOVA, ""],
    ["PBL 22"],
    ["PBL 21", "", "", OYELARAN, ""],
  ]);
  await give(page, file);
  await expectState(page, "1 problem to settle first");
  await expect(rows(page).getByRole("row")).toHaveCount(7);
  for (const [number, words] of [
    [2, "Already there"],
    [3, `${people[1].name} (${people[1].number}) is in “PBL 1” now.`],
    [4, "Placed"],
    [5, "Placed"],
    [6, "Makes the group"],
    [7, "Placed"],
  ]) {
    await expect(row(page, number)).toContainText(words);
  }
  await expect(row(page, 5)).toContainText("PBL 21 new");
  await ways(page, 3, "Already in another group").selectOption("Move to “PBL 2”");
  await expect(row(page, 3)).toContainText("Moves from “PBL 1”");
  const done = "2 groups created, 3 learners placed, 1 learner moved, 1 tutor added.";
  await expectState(page, done);
  expect(await exported(page), "nothing is written before").toBe(before);

  await importAll(page);
  await expect(said(page)).toContainText(`CSV import: ${done}`);
  await expect(group(page, "PBL 21")).toContainText("Sørensen, Ida");
  await expect(group(page, "PBL 22")).toContainText("No tutor yet");
  const after = seats(await exported(page));
  expect(after["PBL 21"]).toEqual([IVANOVA, OYELARAN]);
  expect(after["PBL 2"]).toEqual(expect.arrayContaining([BANERJEE, people[1].name]));
  expect(after["PBL 1"]).not.toContain(people[1].name);

  const whole = await downloaded(page, () => transfer(page, "Export to CSV file"));
  const again = await as("coordinator");
  await open(again);
  await again.getByLabel("CSV file").setInputFiles(whole.path);
  await expectState(again, "Nothing to change");
  await expect(again.getByText("Groups, learners and tutors are already as this file says.")).toBeVisible();
  await importButton(again).click({ force: true });
  await expect(again).toHaveURL(/\/groups\/import/);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(said(page)).toContainText("Undone");
  await expect(group(page, "PBL 21")).toHaveCount(0);
  expect(await exported(page)).toBe(before);
});

test("everything unclear is said in words, with ways to settle it", async ({ page }) => {
  await open(page);
  const people = learners(await exported(page));
  const of = (name) => people.filter((person) => person.group === name);
  const number = async (name) => learners(await exported(page, "MED-305")).find((person) => person.name === name).number;
  const [banerjee, ivanova, oyelaran] = [await number(BANERJEE), await number(IVANOVA), await number(OYELARAN)];
  const other = learners(await exported(page, "MED-305")).find((person) => ![BANERJEE, IVANOVA, OYELARAN].includes(person.name));
  const [moving, sixth] = [of("PBL 1")[0], of("PBL 6")[0]];
  const garcia = people.find((person) => person.name === "Garcia, Sofia");
  const header = ["Group Name", "Tutors", "Tutors Numbers", "Learner Name", "Learner Number", "Tutors Types"];
  // Of each row: its cells, the heading of what is unclear, the words, the ways, and the one that is taken.
  const cases = [
    [["PBL 1", "", "", IVANOVA, banerjee], "Number and name disagree",
      `The number “${banerjee}” is ${BANERJEE}’s, but the name is “${IVANOVA}”.`,
      [`Trust the number: ${BANERJEE} (${banerjee})`, `Trust the name: ${IVANOVA} (${ivanova})`, "Leave this row out"], 1],
    [["PBL 1", "", "", "", "77"], "Number is not known",
      "Nobody in this school has the number “77”.", ["Leave this row out"], 0],
    [["PBL 1", "", "", OYELARAN, "99"], "Number is not known",
      `Nobody in this school has the number “99”. “${OYELARAN}” is number ${oyelaran}.`,
      [`Trust the name: ${OYELARAN} (${oyelaran})`, "Leave this row out"], 0],
    [["PBL 1", "", "", "Femi Oyelaran", ""], "Name is not known",
      "Nobody in this school is called “Femi Oyelaran”. Write names as “Last, First”.", ["Leave this row out"], 0],
    [[garcia.group, "", "", "Garcia, Sofia", ""], "Several people of this name",
      "2 people are called “Garcia, Sofia”. Choose who is meant, or give the number.",
      [`Garcia, Sofia (${garcia.number}), enrolled`, /Garcia, Sofia \(\d+\), enrolled/, "Leave this row out"], 0],
    [["PBL 1", "", "", LEFT, ""], "Not enrolled in this period",
      /Müller, Lieselotte \(\d+\) is not enrolled in this period. Enrol them on the course’s Setup tab first./, ["Leave this row out"], 0],
    [["PBL 1", "", "", other.name, other.number], "Not enrolled in this period",
      `${other.name} (${other.number}) is not enrolled in this period.`, ["Leave this row out"], 0],
    [["PBL 1", "", "", "Sørensen, Ida", ""], "Not a learner",
      "Sørensen, Ida (E10324) is not a learner of this school.", ["Leave this row out"], 0],
    [["PBL 2", "", "", moving.name, moving.number], "Already in another group",
      `${moving.name} (${moving.number}) is in “PBL 1” now.`, ["Move to “PBL 2”", "Leave in “PBL 1”"], 0],
    [["PBL 3", "", "", BANERJEE, ""], null, "Placed"],
    [["PBL 3", "", "", BANERJEE, banerjee], null, "Same as row 11, counted once"],
    [["PBL 4", "", "", BANERJEE, ""], "Twice in the file",
      `${BANERJEE} (${banerjee}) stands in row 11 too, for “PBL 3”. A learner is in one group of a set.`,
      ["Take row 11: “PBL 3”", "Take this row: “PBL 4”"], 1],
    [["PBL 5", "Chen, Wei; Sørensen, Ida", "", "", ""], "Several people of this name",
      "2 people are called “Chen, Wei”. Choose who is meant, or give the number.",
      ["Chen, Wei (E10363), Paediatrics", "Chen, Wei (E10376), Surgery", "Leave this tutor out"], 1],
    [["PBL 6", "Rao, Dev", "E10324", "", ""], "Number and name disagree",
      "The number “E10324” is Sørensen, Ida’s, but the name is “Rao, Dev”.",
      ["Trust the number: Sørensen, Ida (E10324)", "Trust the name: Rao, Dev (E10298)", "Leave this tutor out"], 1],
    [["PBL 6", BANERJEE, "", "", ""], "Cannot be a tutor",
      `${BANERJEE} (${banerjee}) cannot be a tutor: only faculty, residents and staff of this school can.`, ["Leave this tutor out"], 0],
    [["", "", "", sixth.name, sixth.number], "Group name is blank",
      "The group name is blank.", ["Take the group of the row above, “PBL 6”", "Leave this row out"], 0],
    [["x".repeat(121), "", "", OYELARAN, ""], "Group name cannot be used",
      "A name has at most 120 characters.", ["Leave this row out"], 0],
    [["PBL 7", "Haddad, Omar", "", "", "", "Boss"], "Type of tutor is not known",
      "“Boss” does not say a type for this tutor.", ["Take the tutor without a type", "Leave this tutor out"], 0],
    [["PBL 8", "", "", of("PBL 8")[0].name, of("PBL 8")[0].number, "", "more"], "More cells than columns",
      "This row has more cells than the header has columns.", ["Take the row without the cells beyond the last column", "Leave this row out"], 0],
  ];
  await give(page, csv(cases.map(([cells]) => cells), { header }));
  await expectState(page, "17 problems to settle first");
  for (const [at, [, kind, words, choices]] of cases.entries()) {
    await test.step(`row ${at + 2}: ${kind ?? words}`, async () => {
      await expect(row(page, at + 2)).toContainText(words);
      if (kind) await expect(ways(page, at + 2, kind).getByRole("option")).toHaveText(["Choose what to do", ...choices]);
    });
  }
  for (const [at, [, kind, , , taken]] of cases.entries()) {
    if (kind) await ways(page, at + 2, kind).selectOption({ index: taken + 1 });
  }
  await expect(row(page, 11)).toContainText("Left out: row 13 counts");
  await expectState(page, "3 learners placed, 1 learner moved, 3 tutors added.");
  await importAll(page);
  const after = await exported(page);
  expect(seats(after)["PBL 1"]).toEqual(expect.arrayContaining([IVANOVA, OYELARAN]));
  expect(seats(after)["PBL 2"]).toContain(moving.name);
  expect(seats(after)["PBL 4"]).toContain(BANERJEE);
  expect(after).toMatch(/\r\nPBL 5,"[^"]*Chen, Wei[^"]*",[^,]*E10376/);
});

test("problems of a kind are shown together and settled at once, and taken back", async ({ page }) => {
  await open(page);
  const moving = learners(await exported(page)).filter((person) => person.group === "PBL 1");
  await give(page, csv([["PBL 3", "", "", BANERJEE, ""], ...moving.map(({ name, number }) => ["PBL 2", "", "", name, number])]));
  await expectState(page, "8 problems to settle first");
  await page.getByRole("button", { name: "Show: Already in another group" }).click();
  await expect(rows(page).getByRole("row")).toHaveCount(9);
  await ways(page, 3, "Already in another group").selectOption("Leave in “PBL 1”");
  await expectState(page, "7 problems to settle first");
  await page.getByLabel("Settle all: Already in another group").selectOption("Move the learners here (7)");
  await expect(page.getByRole("button", { name: "Show: Already in another group" })).toBeFocused();
  await expectState(page, "1 learner placed, 7 learners moved.");
  await ways(page, 3, "Already in another group").selectOption("Choose what to do");
  await ways(page, 4, "Already in another group").selectOption("Choose what to do");
  await expectState(page, "2 problems to settle first");
  await ways(page, 3, "Already in another group").selectOption("Leave in “PBL 1”");
  await row(page, 3).getByRole("button", { name: "Same for the other one" }).click();
  await expect(ways(page, 3, "Already in another group")).toBeFocused();
  await expectState(page, "1 learner placed, 6 learners moved.");
  await page.getByRole("button", { name: "2 left out" }).click();
  await expect(rows(page).getByRole("row")).toHaveCount(3);
});

test("learners may be in several groups of a new set, and that can be taken back", async ({ page }) => {
  await open(page);
  await give(page, csv([["Ward 1", "", "", BANERJEE, ""], ["Ward 2", "", "", BANERJEE, ""], ["Ward 3", "", "", BANERJEE, ""]]));
  await expectState(page, "2 problems to settle first");
  const [second, third] = [ways(page, 3, "Twice in the file"), ways(page, 4, "Twice in the file")];
  await second.focus();
  await second.selectOption("Take both: let learners be in several groups of the new set “Ward”");
  await expectState(page, "3 groups created, 3 learners placed.");
  await expect(second).toBeFocused();
  await second.selectOption("Choose what to do");
  await expectState(page, "2 problems to settle first");
  await page.getByLabel("Settle all: Twice in the file").selectOption("Let learners be in several groups (2)");
  await third.selectOption("Take row 2: “Ward 1”");
  await expectState(page, "3 groups created, 2 learners placed.");
  await importAll(page);
  expect(seats(await exported(page))).toMatchObject({ "Ward 1": [BANERJEE], "Ward 2": [BANERJEE] });
});

test("a group may be called 2, its rows may stand apart, and a line twice counts once", async ({ page }) => {
  await open(page);
  await give(page, csv([["2", "", "", BANERJEE, ""], ["10", "", "", IVANOVA, ""], ["2", "", "", OYELARAN, ""], ["2", "", "", BANERJEE, ""]]), "clinic.csv");
  await expect(row(page, 5)).toContainText("Same as row 2, counted once");
  await expect(page.getByLabel("Name of the new set")).toHaveValue("clinic");
  await importAll(page);
  await expect(group(page, "2")).toContainText("clinic");
  expect(seats(await exported(page))).toMatchObject({ 2: [BANERJEE, OYELARAN], 10: [IVANOVA] });
});

/** Presses Tab until the focus is there. */
async function tabTo(page, target) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("from the dashboard to the finished import without a mouse", async ({ page }) => {
  await page.goto(GROUPS);
  const moving = learners(await exported(page))[0];
  await tabTo(page, page.getByRole("button", { name: "Import/Export" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Import from CSV" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups\/import/);
  await tabTo(page, page.getByLabel("CSV file"));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  const file = csv([["PBL 2", "", "", moving.name, moving.number], ["PBL 1", "", "", BANERJEE, ""]]);
  await chooser.setFiles({ name: "groups.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await expectState(page, "1 problem to settle first");
  await expect(page.getByRole("status").filter({ hasText: "2 rows, 1 problem to settle" })).toBeAttached();
  await tabTo(page, page.getByRole("button", { name: "Show", exact: true }));
  await page.keyboard.press("Enter");
  await expect(rows(page).getByRole("row")).toHaveCount(2);
  const way = ways(page, 2, "Already in another group");
  await tabTo(page, page.getByRole("button", { name: "1 to settle" }));
  await tabTo(page, way);
  await page.keyboard.type("Move");
  await expectState(page, "1 learner placed, 1 learner moved.");
  await expect(way).toBeFocused();
  await tabTo(page, importButton(page));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups(\?|$)/);
  await expect(said(page)).toContainText("CSV import: 1 learner placed, 1 learner moved.");
  await tabTo(page, page.getByRole("button", { name: "Undo" }));
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("Undone");
});
