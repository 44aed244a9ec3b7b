// Workbooks are read where CSV is, in a worker that may do nothing else.
import { expect, test } from "../story.mjs";
import { chip, HEADER, IMPORT, next, student } from "../users-csv.mjs";
import { workbook } from "../workbook.mjs";

test.use({ role: "staffadmin" });

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const choose = (page, name, buffer) => page.locator("#file").setInputFiles({ name, mimeType: XLSX, buffer });

test("users come from a sheet of a workbook, and another sheet can be chosen", async ({ page }) => {
  const people = [student("quill"), student("quiver")];
  const sheet = (rows) => [HEADER, ...rows];
  await page.goto(IMPORT);
  await choose(page, "registry.xlsx", workbook({ Notes: [], Learners: sheet(people), Staff: sheet(people.slice(0, 1)) }));
  await expect(page.getByText("2 rows").first()).toBeVisible();
  await page.getByLabel("Sheet").selectOption({ label: "Staff" });
  await expect(page.getByText("1 row", { exact: true }).first()).toBeVisible();
  await next(page).click();
  await next(page).click();
  await expect(chip(page, /create$/)).toHaveText(/1\s*create/);
});

test("another sheet can be chosen while the columns of the one before are on their way", async ({ page }) => {
  await page.goto(IMPORT);
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/api/admin/users/import-open", async (route) => {
    await held;
    await route.continue();
  }, { times: 1 });
  await choose(page, "registry.xlsx", workbook({ Learners: [HEADER, student("quill"), student("quiver")], Staff: [HEADER, student("quill")] }));
  await expect(page.getByText("2 rows").first()).toBeVisible();
  await page.getByLabel("Sheet").selectOption({ label: "Staff" });
  answer();
  await expect(page.getByText("1 row", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Stopped.")).toHaveCount(0);
  await expect(next(page)).toBeEnabled();
});

test("a workbook that cannot be read is refused in words", async ({ page }) => {
  await page.goto(IMPORT);
  await choose(page, "broken.xlsx", Buffer.from("PK\x03\x04 and nothing of a workbook"));
  await expect(page.getByText("This workbook is damaged.")).toBeVisible();
  await choose(page, "old.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
  await expect(page.getByText("This is an old Excel workbook (.xls).")).toBeVisible();
});

test("a worker converts a workbook for any page, and reaches nobody but this server", async ({ page, complaints }) => {
  await page.goto("/admin/users");
  const bytes = [...workbook({ Learners: [["Number", "Name"], ["0017", "A, B"]] })];
  const answers = await page.evaluate(async (bytes) => {
    const script = document.querySelector("link[rel=modulepreload]").href;
    const worker = new Worker(new URL("worker.js", script), { type: "module" });
    const ask = (message) =>
      new Promise((done) => {
        worker.onmessage = ({ data }) => done(data);
        worker.postMessage(message);
      });
    const { csv, sheets, sheet } = await ask({ id: 1, convert: true, file: new File([new Uint8Array(bytes)], "a.xlsx") });
    const { words } = await ask({ id: 2, convert: true, file: new File(["a,b"], "a.csv") });
    return { csv: new TextDecoder().decode(csv), sheets, sheet, words };
  }, bytes);
  expect(answers).toEqual({
    csv: 'Number,Name\n0017,"A, B"\n',
    sheets: ["Learners"],
    sheet: 0,
    words: "This is neither a workbook nor a CSV file. Choose a file that ends in .xlsx or .csv.",
  });
  complaints.expect(/Content Security Policy|violates/);
  const worker = page.workers().find((worker) => worker.url().endsWith("/worker.js"));
  const refused = await worker.evaluate(async () => {
    const violated = new Promise((done) => self.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective)));
    await fetch("https://elsewhere.example/").catch(() => {});
    return violated;
  });
  expect(refused).toBe("connect-src");
});
