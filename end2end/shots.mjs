// Photographs pages: `node shots.mjs OUTDIR [role] [path…]`, each at desktop and phone width, light and dark.
// Without a role, everyone's pages; without a path, all pages of the role.
import { chromium as browsers } from "@playwright/test";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addresses, PAGES } from "./pages.mjs";
import { chromium, found, open } from "./school.mjs";

const [out, role, ...paths] = process.argv.slice(2);
if (!out) throw new Error("node shots.mjs OUTDIR [role] [path…]");
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "coterie-shots-"));
await found("sqlite", folder);
const school = await open("sqlite", folder, "shots");
const browser = await browsers.launch(chromium);
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const who of role ? [role] : Object.keys(PAGES)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", baseURL: school.url, locale: "en-GB" });
      if (who !== "nobody") await context.addCookies([school.cookie(who)]);
      const page = await context.newPage();
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.log(`  ${message.type()}: ${message.text()}`));
      page.on("pageerror", (fault) => console.log(`  uncaught: ${fault}`));
      for (const address of paths.length > 0 ? paths : await addresses(who, page)) {
        await page.goto(address, { waitUntil: "networkidle" });
        const name = `${who}${address.replace(/[^A-Za-z0-9]+/g, "-")}-${size}-${colorScheme}.png`;
        await page.screenshot({ path: join(out, name), fullPage: true });
        console.log(name);
      }
      await context.close();
    }
  }
}
await browser.close();
await school.close();
rmSync(folder, { recursive: true, force: true });
