// Every page in every dress: no violation axe-core knows of, nothing wider than the screen.
import AxeBuilder from "@axe-core/playwright";
import { addresses, PAGES } from "../pages.mjs";
import { expect, test } from "../story.mjs";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
// A phone in the dark has the layout of the one and the colours of the other.
const DRESSES = { "light, desktop": ["light", DESKTOP], "dark, desktop": ["dark", DESKTOP], "light, phone": ["light", PHONE] };

for (const role of Object.keys(PAGES)) {
  for (const [dress, [colorScheme, viewport]] of Object.entries(DRESSES)) {
    test.describe(`${role}, ${dress}`, () => {
      test.use({ role: role === "nobody" ? null : role, colorScheme, viewport, contextOptions: { reducedMotion: "reduce" } });

      test("every page is accessible and fits", async ({ page, complaints }) => {
        complaints.expect(/status of 404/);
        const wrong = {};
        for (const address of await addresses(role, page)) {
          await page.goto(address);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const wider = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
          const found = violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.target.join(" ")).join(", ")}`);
          if (wider > 0) found.push(`${wider} px wider than the screen`);
          if (found.length > 0) wrong[address] = found;
        }
        expect(wrong).toEqual({});
      });
    });
  }
}
