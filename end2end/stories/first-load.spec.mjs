// What the first visit costs, and what is there before the WASM is.
import { expect, test } from "../story.mjs";

test.use({ role: "coordinator" });

const HEAVIEST = 300_000;
/** Of what comes when the page can be used already. */
const HEAVIEST_LATER = 60_000;

/** What answers weigh as they came; each compressed, and kept for good. */
async function weigh(answers) {
  let weight = 0;
  for (const answer of answers) {
    const headers = await answer.allHeaders();
    expect(headers["content-encoding"]).toBe("br");
    expect(headers["cache-control"]).toContain("immutable");
    weight += Number(headers["content-length"]);
  }
  return weight;
}

test("WASM and JavaScript of the first load stay within their budget, compressed and kept for good", async ({ page }) => {
  const loaded = [];
  page.on("response", (answer) => /\.(js|wasm)$/.test(new URL(answer.url()).pathname) && loaded.push(answer));
  const hears = page.waitForRequest(/\/api\/groups\/live/);
  await page.goto("/courses/MED-201/groups");
  // Until the page can be used.
  const first = [...loaded];
  const kinds = first.map((answer) => new URL(answer.url()).pathname.split(".").pop());
  expect(new Set(kinds)).toEqual(new Set(["js", "wasm"]));
  const weight = await weigh(first);
  expect(weight).toBeGreaterThan(0);
  expect(weight).toBeLessThanOrEqual(HEAVIEST);
  // What it hears of others comes afterwards, and nothing else does.
  await hears;
  const later = await weigh(loaded.slice(first.length));
  expect(later).toBeGreaterThan(0);
  expect(later).toBeLessThanOrEqual(HEAVIEST_LATER);
  test.info().annotations.push({ type: "bytes", description: `${weight}, later ${later}` });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the dashboard is readable", async ({ page }) => {
    await page.goto("/courses/MED-201/groups");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  });
});
