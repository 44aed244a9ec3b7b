// What every page costs at a first visit, in Chromium against a release server: requests and kilobytes until it
// answers, and the seconds until then on a slow line with a slow processor. `node measure-pages.mjs [role] [address…]`;
// without a role everyone's pages. Needs `make build`.
import { chromium as browsers } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { addresses, PAGES } from "./pages.mjs";
import { chromium, found, open } from "./school.mjs";
import { budget, weigh } from "./weight.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.env.COTERIE_BIN ??= resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release/coterie");
const [role, ...paths] = process.argv.slice(2);
const TIMES = 3;
const folder = mkdtempSync(join(tmpdir(), "coterie-measure-"));
await found("sqlite", folder);
const school = await open("sqlite", folder, "pages");
const browser = await browsers.launch(chromium);

/** A page of someone who comes for the first time. */
async function visit(who, act) {
  const context = await browser.newContext({ baseURL: school.url, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  if (who !== "nobody") await context.addCookies([school.cookie(who)]);
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

console.log("requests     kB  slow: answers after (s, middle of 3)  page");
for (const who of role ? [role] : Object.keys(PAGES)) {
  for (const address of paths.length > 0 ? paths : await visit(who, (page) => addresses(who, page))) {
    const { requests, bytes, needed } = await visit(who, (page) => weigh(page, address));
    const slow = [];
    for (let time = 0; time < TIMES; time += 1) slow.push((await visit(who, (page) => weigh(page, address, { slow: true }))).seconds);
    slow.sort((a, b) => a - b);
    const most = budget(address);
    const over = requests > most.requests || bytes > most.bytes ? "  over its budget" : "";
    console.log(`${String(requests).padStart(8)} ${(bytes / 1000).toFixed(0).padStart(6)}  ${slow[1].toFixed(1).padStart(5)} (${slow[0].toFixed(1)}–${slow[2].toFixed(1)})  ${who} ${address}${over}`);
    if (process.env.PARTS) for (const { url, bytes } of needed) console.log(`${" ".repeat(20)}${(bytes / 1000).toFixed(1).padStart(8)} kB  ${new URL(url).pathname.replace(/^\/pkg\/\w+\//, "")}`);
  }
}
await browser.close();
await school.close();
rmSync(folder, { recursive: true, force: true });
