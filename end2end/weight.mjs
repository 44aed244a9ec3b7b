// What a page costs until it answers: requests, bytes as they came over the line, and time.

/** A line as people have it at home, and a processor four times slower than this one. */
export const SLOW = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 1_600_000 / 8, latency: 150, offline: false };
export const SLOWER = 4;

/** Where more may come: pages that one works on for long. */
const HEAVY = /\/(board|new|rotation|import)(\?|$)/;

/** What a page may cost. */
export const budget = (address) => ({ requests: 15, bytes: HEAVY.test(address) ? 500_000 : 350_000 });

/** Of the shell: what every page of a visit needs of WASM and JavaScript, compressed. */
export const SHELL = 200_000;

/**
 * Opens a page as at a first visit, on the line as it is or on a slow one; answers with what came until it answered:
 * until its WASM has woken it, or where it has none until it is loaded.
 */
export async function weigh(page, address, { slow = false } = {}) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (slow) {
    await line.send("Network.emulateNetworkConditions", SLOW);
    await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  const asked = new Map();
  line.on("Network.requestWillBeSent", ({ requestId, request, type }) => asked.set(requestId, { url: request.url, type, bytes: 0 }));
  line.on("Network.dataReceived", ({ requestId, encodedDataLength }) => asked.has(requestId) && (asked.get(requestId).bytes += encodedDataLength));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => asked.has(requestId) && (asked.get(requestId).bytes = encodedDataLength));
  // What is still on its way when the page answers is not what it needed.
  await page.addInitScript(() => {
    const answers = () => (window.answered ??= [performance.now() / 1000, performance.getEntriesByType("resource").map(({ name }) => name)]);
    const woken = () => document.documentElement?.hasAttribute("data-live") && answers();
    new MutationObserver(woken).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-live"] });
    addEventListener("load", () => document.querySelector("script[type=module]") || answers());
  });
  const began = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => window.answered);
  const [seconds, there] = await page.evaluate(() => window.answered);
  const isNeeded = ({ url, type }) => type === "Document" || there.includes(url);
  const needed = [...asked.values()].filter(isNeeded);
  await line.detach();
  const bytes = needed.reduce((sum, each) => sum + each.bytes, 0);
  return { address, requests: needed.length, bytes, seconds, took: (performance.now() - began) / 1000, needed };
}
