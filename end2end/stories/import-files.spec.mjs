// Files as they come: from any program, in any state, and from people who mean no good.
import { randomFillSync } from "node:crypto";
import { backTo, csv, expectState, exported, give, goOn, group, GROUPS, importAll, importButton, learners, onButton, open, row, rows, said, seats } from "../csv.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const BANERJEE = "Banerjee, Siddharth";
const trouble = (page) => page.getByRole("alert");
const chosen = (page, label) => page.getByLabel(label).locator("option:checked");

const LINES = [["Übung 1", "", "", "Müller, Zoë", ""], ["Übung 1", "", "", BANERJEE, ""]];
const utf16 = (text) => Buffer.from(`\ufeff${text}`, "utf16le");
const DIALECTS = {
  "UTF-8 with byte order mark": [`\ufeff${csv(LINES)}`, "UTF-8 with byte order mark, detected", "comma, detected", "CRLF, detected"],
  "UTF-16, tabs": [utf16(csv(LINES, { separator: "\t" })), "UTF-16 little endian with byte order mark, detected", "tab, detected", "CRLF, detected"],
  "Windows-1252, semicolons": [Buffer.from(csv(LINES, { separator: ";", end: "\n" }), "latin1"), "Windows-1252, detected", "semicolon, detected", "LF, detected"],
  "CR only": [csv(LINES, { end: "\r" }), "UTF-8, detected", "comma, detected", "CR, detected"],
  pipes: [csv(LINES, { separator: "|" }), "UTF-8, detected", "pipe, detected", "CRLF, detected"],
};

test("encoding, separator and line ends are found and said, and names stay whole", async ({ page }) => {
  await open(page);
  for (const [name, [content, encoding, separator, ends]] of Object.entries(DIALECTS)) {
    await test.step(name, async () => {
      await give(page, content, `${name}.csv`);
      await expect(page.getByText(`${name}.csv`)).toBeVisible();
      await expect(chosen(page, "Encoding")).toHaveText(encoding);
      await expect(chosen(page, "Separator")).toHaveText(separator);
      await expect(chosen(page, "Line ends")).toHaveText(ends);
      await expect(row(page, 2).getByRole("cell", { name: "Müller, Zoë", exact: true })).toBeVisible();
      await expect(row(page, 2).getByRole("cell").first()).toHaveText("Übung 1 new");
      await expect(row(page, 3)).toContainText("Placed");
      await expectState(page, "1 problem to settle first");
    });
  }
});

test("encoding and separator are changed by hand, and the preview follows", async ({ page }) => {
  await open(page);
  await give(page, DIALECTS["Windows-1252, semicolons"][0]);
  const learner = row(page, 2).getByRole("cell").nth(1);
  await expect(learner).toHaveText("Müller, Zoë");
  await page.getByLabel("Encoding").selectOption("UTF-8");
  await expect(learner).toHaveText("M\ufffdller, Zo\ufffd");
  await expect(page.getByText("4 characters are not readable in this encoding")).toBeVisible();
  await page.getByLabel("Encoding").selectOption("Windows-1252");
  await expect(learner).toHaveText("Müller, Zoë");
  await page.getByLabel("Separator").selectOption("comma");
  await expectState(page, "1 required field is open: Group Name");
  await expect(rows(page)).toHaveCount(0);
  await page.getByLabel("Separator").selectOption("Detect");
  await expect(learner).toHaveText("Müller, Zoë");
  await page.getByRole("combobox", { name: "First row" }).selectOption("is a row like the others");
  await expectState(page, "1 required field is open: Group Name");
});

const noise = (size) => randomFillSync(Buffer.alloc(size));
const BAD = {
  "picture.csv": [Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), noise(2000)]), "This is a picture, not a CSV file."],
  "empty.csv": ["", "The file is empty."],
  "blank.csv": [" \r\n\r\n", "The file is empty."],
  "header.csv": [csv([]), "The file has no rows to import."],
  "large.csv": [noise(20_000_000), "The file is too large: at most 5 MB can be imported."],
  "noise.csv": [noise(1_000_000), "This is not a text file. Choose a CSV file."],
  "workbook.xlsx": ["PK\x03\x04\x14\0", "This workbook is damaged. Open it in its program, save it again and choose it once more."],
  "signed out.csv": ["<!DOCTYPE html>\n<title>Sign in</title>", "This is a web page, not a CSV file."],
  "quote.csv": ['Group Name,Learner Number\nPBL 1,"12\nPBL 2,13\n', "A quotation mark opens in line 2 (byte 32) and is never closed"],
  "wide.csv": [`Group Name\n${"PBL 1,".repeat(200)}\n`, "Row 2 has more than 100 columns."],
};

test("what is no table is refused in clear words, and a good file goes on", async ({ page }) => {
  await open(page);
  const before = await exported(page);
  for (const [name, [content, words]] of Object.entries(BAD)) {
    await test.step(name, async () => {
      await give(page, content, name);
      await expect(trouble(page).filter({ hasText: /./ })).toContainText(words);
      await expect(onButton(page)).toHaveAttribute("aria-disabled", "true");
      await expectState(page, "The file cannot be read");
      await onButton(page).click({ force: true });
      await expect(rows(page)).toHaveCount(0);
    });
  }
  expect(await exported(page)).toBe(before);
  await give(page, csv([["PBL 1", "", "", BANERJEE, ""]]));
  await expectState(page, "1 learner placed.");
  await expect(trouble(page).filter({ hasText: /./ })).toHaveCount(0);
});

test("a blank group name in the middle holds everything back until it is settled", async ({ page }) => {
  await open(page);
  const before = await exported(page);
  await give(page, csv([["Ward 1", "", "", BANERJEE, ""], ["", "", "", "Ivanova, Daria", ""], ["Ward 2", "", "", "Oyelaran, Femi", ""]]));
  await expect(row(page, 3)).toContainText("The group name is blank.");
  await expectState(page, "1 problem to settle first");
  await importButton(page).click({ force: true });
  await expect(page).toHaveURL(/\/groups\/import/);
  expect(await exported(page)).toBe(before);
  await page.getByLabel("Row 3, Group name is blank: Choose what to do").selectOption("Leave this row out");
  await importAll(page);
  expect(seats(await exported(page))).toMatchObject({ "Ward 1": [BANERJEE], "Ward 2": ["Oyelaran, Femi"] });
});

test("columns without a name known are chosen, and a wrong guess is put right", async ({ page }) => {
  await open(page);
  const text = csv([["PBL 2", "07", BANERJEE, "A"]], { header: ["Name", "Learner Number", "Who", "Team"] });
  await give(page, text);
  // "Team" is another word for a group, and "Learner Number" is the seat here: both wrong.
  await expect(row(page, 2)).toContainText("Nobody in this school has the number “07”.");
  await backTo(page, "Columns");
  await expect(page.getByLabel("Column for Group Name").locator("option:checked")).toHaveText("Team");
  await page.getByLabel("Column for Group Name").selectOption("Name");
  await page.getByLabel("Column for Learner Number").selectOption("No column");
  await page.getByLabel("Column for Learner Name").selectOption("Who");
  await expect(page.getByText("2 matched · 2 left out")).toBeVisible();
  await goOn(page);
  await expectState(page, "1 learner placed.");
  await expect(row(page, 2)).toContainText("PBL 2");

  await give(page, csv([["PBL 2", BANERJEE]], { header: ["One", "Two"] }), "strange.csv");
  await expectState(page, "1 required field is open: Group Name");
  await onButton(page).click({ force: true });
  await expect(page.getByLabel("Column for Group Name")).toBeFocused();
  await page.getByLabel("Column for Group Name").selectOption("One");
  await page.getByLabel("Column for Learner Name").selectOption("Two");
  await goOn(page);
  await importAll(page);
  expect(seats(await exported(page))["PBL 2"]).toContain(BANERJEE);
});

/** Drops files on what stands there. */
async function drop(target, ...names) {
  const text = csv([["PBL 1", "", "", BANERJEE, ""]]);
  const files = await target.page().evaluateHandle(([names, text]) => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File([text], name, { type: "text/csv" }));
    return transfer;
  }, [names, text]);
  await target.dispatchEvent("dragover", { dataTransfer: files });
  await target.dispatchEvent("drop", { dataTransfer: files });
}

test("a file is dropped in its place or beside it, several are not taken for one", async ({ page }) => {
  await open(page);
  await drop(page.getByText("or drop it here"), "dropped.csv");
  await expect(page.getByText("dropped.csv")).toBeVisible();
  await expectState(page, "1 learner placed.");
  await drop(page.getByRole("heading", { level: 1 }), "one.csv", "two.csv");
  await expect(trouble(page).filter({ hasText: /./ })).toContainText("These are several files. Choose or drop one.");
  await drop(page.getByRole("heading", { level: 1 }), "beside.csv");
  await expect(page.getByText("beside.csv")).toBeVisible();
  await expectState(page, "1 learner placed.");
});

const HOSTILE = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://x")', "A\u202eB"];

test("hostile names are text wherever they are shown, and come back from a file unchanged", async ({ page }) => {
  page.on("dialog", (dialog) => {
    throw new Error(`A name was run: ${dialog.message()}`);
  });
  await open(page);
  const header = ["Group Name", "Learner Name", "<script>alert(2)</script>"];
  const lines = [...HOSTILE.map((name) => [name]), [HOSTILE[0], "<b>Bold</b>, =1+1"]];
  await give(page, csv(lines, { header }), "<img src=x onerror=alert(3)>.csv");
  for (const [at, name] of HOSTILE.entries()) await expect(row(page, at + 2).getByRole("cell").first()).toHaveText(`${name} new`);
  await expect(row(page, 5)).toContainText("Nobody in this school is called “<b>Bold</b>, =1+1”.");
  await page.getByLabel("Row 5, Name is not known: Choose what to do").selectOption("Leave this row out");
  await importAll(page);
  for (const name of HOSTILE) await expect(group(page, name)).toBeVisible();
  await expect(page.locator("img[src=x], b, script:not([src]):not([nonce])")).toHaveCount(0);
  const after = await exported(page);
  expect(after).toContain('\r\n"\'=HYPERLINK(""http://x"")",');
  await open(page);
  await give(page, after);
  await expectState(page, "Nothing to change");
});

test("two thousand rows are previewed, settled and imported", async ({ page }) => {
  test.slow();
  await open(page);
  const people = learners(await exported(page));
  const lines = Array.from({ length: 2000 }, (_, at) => {
    const { name, number } = people[at % people.length];
    return [`Clinic ${(at % 250) + 1}`, "", "", name, number];
  });
  await give(page, csv(lines));
  const twice = 2000 - people.length;
  await expectState(page, `${twice} problems to settle first`);
  await page.getByLabel("Settle all: Twice in the file").selectOption(`Let learners be in several groups (${twice})`);
  await expectState(page, "250 groups created, 2000 learners placed.");
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(row(page, 60)).toContainText("Placed");
  await importAll(page);
  await expect(said(page)).toContainText("250 groups created, 2000 learners placed.");
  const after = await exported(page);
  expect(learners(after)).toHaveLength(people.length + 2000);
  await page.goto(`${GROUPS}/import`);
  await give(page, after);
  await expectState(page, "Nothing to change");
});
