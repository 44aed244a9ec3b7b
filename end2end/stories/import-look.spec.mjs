// How the import looks, in all its states and dresses.
import { backTo, csv, expectState, exported, give, goOn, importAll, learners, open, ways } from "../csv.mjs";
import { LAYOUTS, troubles } from "../hands.mjs";
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator", contextOptions: { reducedMotion: "reduce" } });

const [BANERJEE, IVANOVA] = ["Banerjee, Siddharth", "Ivanova, Daria"];

for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
  test.describe(`${layout}, ${schemes.join(" and ")}`, () => {
    test.use({ viewport });

    test("the import is accessible and fits in every state", async ({ page }) => {
      test.setTimeout(150_000 * schemes.length);
      const wrong = {};
      const look = async (state) => {
        const found = await troubles(page, schemes);
        if (found.length > 0) wrong[state] = found;
      };
      await open(page);
      const [moving, staying] = learners(await exported(page));
      await give(page, Buffer.from("%PDF-1.7"), "a file with a long name that says what it is, when, for whom, and which version it was.csv");
      await expectState(page, "The file cannot be read");
      await look("not readable");
      await give(page, csv([["PBL 1", BANERJEE]], { header: ["One", "Two"] }));
      await expectState(page, "1 required field is open: Group Name");
      await look("columns to choose");
      const lines = [
        ["PBL 1", "", "", staying.name, staying.number],
        ["PBL 2", "Chen, Wei; Sørensen, Ida", "", moving.name, moving.number],
        ["A name of a group that is as long as names are when people put all they know into them, 2026–2027, second term", "", "", BANERJEE, ""],
        ["PBL 2", "", "", "Nobody, Known", "77"],
        ["Ward 1", "", "", IVANOVA, ""],
        ["Ward 2", "", "", IVANOVA, ""],
      ];
      await give(page, csv(lines));
      await expectState(page, "4 problems to settle first");
      await look("to settle");
      await backTo(page, "Columns");
      await look("columns that are sure");
      await backTo(page, "File");
      await look("the file and its first rows");
      await page.getByText("Paste rows", { exact: true }).click();
      await look("rows to paste");
      await goOn(page);
      await goOn(page);
      await ways(page, 3, "Several people of this name").selectOption({ index: 1 });
      await ways(page, 3, "Already in another group").selectOption({ index: 1 });
      await ways(page, 5, "Number is not known").selectOption("Leave this row out");
      await ways(page, 7, "Twice in the file").selectOption("Take this row: “Ward 2”");
      await page.getByText(/Groups made or filled/).click();
      await expectState(page, /3 groups created/);
      await look("settled");
      await importAll(page);
      await look("done");
      await open(page);
      await give(page, await exported(page));
      await expectState(page, "Nothing to change");
      await look("nothing to change");
      expect(wrong).toEqual({});
    });
  });
}
