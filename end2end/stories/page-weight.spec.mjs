// What pages cost at a first visit, and what is there before the WASM is.
import { addresses, PAGES } from "../pages.mjs";
import { expect, test } from "../story.mjs";
import { budget, SHELL, weigh } from "../weight.mjs";

/** The shell's files: what no page can do without. */
const isOfShell = (path) => /\/(coterie(_bg)?|__wasm_split\.\w+)\.(js|wasm)$/.test(path);

for (const role of Object.keys(PAGES)) {
  test.describe(role, () => {
    test.use({ role: role === "nobody" ? null : role });

    test("every page stays within its budget of requests and bytes", async ({ page, complaints }) => {
      complaints.expect(/status of 404/);
      const wrong = {};
      for (const address of await addresses(role, page)) {
        const { requests, bytes } = await weigh(page, address);
        const most = budget(address);
        if (requests > most.requests || bytes > most.bytes) wrong[address] = { requests, bytes };
      }
      expect(wrong).toEqual({});
    });
  });
}

test.describe("a coordinator's first visit", () => {
  test.use({ role: "coordinator" });

  test("the shell stays within its budget; WASM and JavaScript are compressed and kept for good", async ({ page }) => {
    const loaded = [];
    page.on("response", (answer) => /\.(js|wasm)$/.test(new URL(answer.url()).pathname) && loaded.push(answer));
    const hears = page.waitForRequest(/\/api\/groups\/live/);
    await page.goto("/courses/MED-201/groups");
    const first = [...loaded];
    // What it hears of others comes afterwards.
    await hears;
    expect(loaded.length).toBeGreaterThan(first.length);
    let shell = 0;
    for (const answer of loaded) {
      const headers = await answer.allHeaders();
      expect(headers["content-encoding"]).toBe("br");
      expect(headers["cache-control"]).toContain("immutable");
      if (isOfShell(new URL(answer.url()).pathname)) shell += Number(headers["content-length"]);
    }
    expect(shell).toBeGreaterThan(0);
    expect(shell).toBeLessThanOrEqual(SHELL);
    test.info().annotations.push({ type: "bytes", description: String(shell) });
  });

  test("a page's WASM comes when the pointer or the focus reaches its link", async ({ page }) => {
    await page.goto("/courses");
    // What a page needs that this one does not have.
    const more = () => page.waitForRequest(/\/shared_\d+\.wasm$/);
    const places = page.getByRole("navigation", { name: "Places" });
    const people = more();
    await places.getByRole("link", { name: "People" }).hover();
    await people;
    const groups = more();
    await page.getByRole("main").getByRole("link", { name: /MED-201/ }).first().focus();
    await groups;
  });

  test("WASM that does not come is asked for again, and the page goes on", async ({ page, complaints }) => {
    complaints.expect(/ERR_FAILED/);
    await page.goto("/courses");
    const shared = /\/shared_\d+\.wasm$/;
    let lost = 0;
    await page.route(shared, (route) => {
      lost += 1;
      return route.abort();
    });
    const people = page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "People" });
    await people.hover();
    await expect.poll(() => lost).toBeGreaterThan(0);
    await page.unroute(shared);
    await people.click();
    await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  });
});

test("who signs in is not kept waiting for WASM, which comes when there is nothing else to do", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request));
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await page.locator("script[type=module]").count()).toBe(0);
  const isShell = (request) => isOfShell(new URL(request.url()).pathname);
  await expect.poll(() => asked.filter(isShell).length).toBe(2);
  for (const request of asked.filter(isShell)) expect((await request.allHeaders())["sec-purpose"]).toContain("prefetch");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, role: "coordinator" });

  test("the dashboard is readable", async ({ page }) => {
    await page.goto("/courses/MED-201/groups");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  });
});
