// Every page in every dress: no violation axe-core knows of, nothing wider than the screen.
import { LAYOUTS, troubles } from "../hands.mjs";
import { addresses, missing, PAGES } from "../pages.mjs";
import { expect, test } from "../story.mjs";

for (const role of Object.keys(PAGES)) {
  for (const [layout, { viewport, schemes }] of Object.entries(LAYOUTS)) {
    test.describe(`${role}, ${layout}, ${schemes.join(" and ")}`, () => {
      test.use({ role: role === "nobody" ? null : role, viewport, contextOptions: { reducedMotion: "reduce" } });

      test("every page is accessible and fits", async ({ page, complaints }) => {
        complaints.expect(/status of 404/);
        // A look at each page in each set of colours, all in one story.
        test.setTimeout(150_000 * schemes.length);
        const wrong = {};
        for (const address of await addresses(role, page)) {
          await page.goto(address);
          const found = await troubles(page, schemes);
          if (found.length > 0) wrong[address] = found;
        }
        expect(wrong).toEqual({});
      });
    });
  }
}

test("every page of the router is among those that are looked at", async ({ school, as }) => {
  const found = [];
  for (const role of Object.keys(PAGES)) found.push(...(await addresses(role, await as(role === "nobody" ? null : role))));
  expect(missing(found), school.url).toEqual([]);
});
