// Two people move learners about at random, at the same time and as fast as their boards let them: nothing is lost.
import { BOARD, EVERY_COLUMN, shown, stored } from "../board.mjs";
import { expect, test } from "../story.mjs";

// A trace would keep a picture of every frame of a thousand moves.
test.use({ role: "coordinator", viewport: { width: 900, height: 300 }, trace: "off", contextOptions: { reducedMotion: "reduce" } });

/** Attempts of each of the two. */
const EACH = 500;
const SEED = 2_026;

/** Notes in the page what its board sent and what it was told. */
function listen() {
  const told = (window.told = { sent: 0, open: 0, done: [], refused: 0 });
  const fetch = window.fetch;
  window.fetch = async (...asked) => {
    const request = new Request(...asked);
    const path = new URL(request.url).pathname;
    const isDeed = path === "/api/board/move" || path === "/api/groups/undo";
    const body = isDeed ? await request.clone().json() : null;
    told.open += 1;
    told.sent += isDeed ? 1 : 0;
    try {
      const answer = await fetch(request);
      if (isDeed && answer.ok) {
        const { id, version } = await answer.clone().json();
        told.done.push({ id, version, moves: body.moves, undoes: body.entry });
      } else if (isDeed) {
        told.refused += 1;
      }
      return answer;
    } finally {
      told.open -= 1;
    }
  };
}

/** Makes so many attempts by keyboard in the page: moves, some of them two at once, and now and then an undo. */
async function play({ seed, number, names }) {
  const random = (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pause = () => new Promise((done) => setTimeout(done));
  const press = (target, key, more = {}) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  // What waits behind an answer is sent after it.
  const rest = async () => {
    for (let quiet = 0; quiet < 3; quiet = window.told.open > 0 ? 0 : quiet + 1) await pause();
  };
  const move = async () => {
    const all = [...document.querySelectorAll(".learner__hold")];
    const held = all[random(all.length)];
    held.focus();
    press(held, " ");
    await pause();
    // A refusal that comes now puts back what is held; then the letters would be commands.
    if (!document.querySelector(".learner--held")) return;
    const keys = random(2) ? names[random(names.length)] : Array(1 + random(3)).fill(random(2) ? "ArrowLeft" : "ArrowRight");
    for (const key of keys) press(held, key);
    press(held, "Enter");
  };
  let [retried, undone] = [0, 0];
  while (window.told.sent < number) {
    const before = window.told.sent;
    if (random(12) === 0) {
      press(document.body, "z", { ctrlKey: true });
      undone += 1;
    } else {
      await move();
      if (random(4) === 0) await move();
    }
    await pause();
    // Most wait for the answer, as people do; the rest go on at once.
    if (random(3) > 0) await rest();
    const again = document.querySelector(".board__problem button");
    if (again && random(2) === 0) {
      await rest();
      again.click();
      retried += 1;
    }
    if (window.told.sent === before) await pause();
  }
  await rest();
  return { retried, undone, ...window.told };
}

/** The entries of the history after a version, newest first. */
async function history(ask, since) {
  const found = [];
  for (let before = null; ; ) {
    const { rows, older } = (await ask("/api/history/view", { wish: { by: null, kind: null, set: null, text: "", before }, at: null })).shown.Entries;
    found.push(...rows.map(({ entry }) => entry));
    if (older === null || older <= since) return found.filter(({ version }) => version > since);
    before = older;
  }
}

test("two boards, a thousand moves at random: nothing is lost, all agree, the history replays, and undoing everything gives the start @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  test.setTimeout(600_000);
  const director = await as("director");
  const pages = [page, director];
  for (const each of pages) {
    await each.addInitScript(listen);
    await each.goto(BOARD);
  }
  await expect(page.locator(".presence")).toContainText("2 here");
  const first = await (await page.request.post("/api/board/view", { headers: { "sec-fetch-site": "same-origin" }, data: { code: "MED-201", period: null, set: null } })).json();
  const ask = async (path, more) => {
    const answer = await page.request.post(path, { headers: { "sec-fetch-site": "same-origin" }, data: { code: "MED-201", period: first.period.id, ...more } });
    expect(answer.status(), path).toBe(200);
    return answer.json();
  };
  const start = await stored(page);
  const names = ["Unassigned", ...first.columns.map(({ name }) => name)];

  const told = await Promise.all(pages.map((each, index) => each.evaluate(play, { seed: SEED + index, number: EACH, names })));

  // Both boards, at rest, are what the store has.
  for (const each of pages) await each.setViewportSize(EVERY_COLUMN);
  const end = await stored(page);
  expect(end).not.toEqual(start);
  for (const each of pages) await expect.poll(() => shown(each), { timeout: 20_000 }).toEqual(end);
  const { version } = await ask("/api/board/view", { set: first.set });

  // Whoever was told that it was done finds it in the history, once; who was refused finds nothing.
  const done = told.flatMap((each) => each.done).sort((a, b) => a.version - b.version);
  const kept = (await history(ask, first.version)).reverse();
  expect(kept.map(({ id }) => id)).toEqual(done.map(({ id }) => id));
  expect(version - first.version).toBe(done.length);
  const counts = told.map(({ sent, refused, retried, undone, done }) => ({ sent, refused, retried, undone, done: done.length }));
  test.info().annotations.push({ type: "attempts", description: JSON.stringify(counts) });
  for (const { sent, refused, done } of counts) expect(done + refused).toBe(sent);
  for (const what of ["retried", "undone"]) expect(counts[0][what] + counts[1][what], what).toBeGreaterThan(0);
  expect(counts[0].refused + counts[1].refused, "they were in each other's way").toBeGreaterThan(20);
  expect(Math.min(...counts.map(({ done }) => done))).toBeGreaterThan(EACH / 10);

  // The history replays to the same state, and half way to what the history says it was.
  const [numbers, called] = [new Map(first.people.map(({ id, number }) => [id, number])), new Map(first.people.map(({ number, first, last }) => [number, `${last}, ${first}`]))];
  const groups = new Map(first.columns.map(({ id, name }) => [id, name]));
  const seat = new Map(start);
  const went = new Map();
  const half = done[done.length >> 1].version;
  for (const { id, version, moves, undoes } of done) {
    const made = moves ?? went.get(undoes).map(({ learner, from, to }) => ({ learner, from: to, to: from }));
    went.set(id, made);
    for (const { learner, to } of made) to === null ? seat.delete(numbers.get(learner)) : seat.set(numbers.get(learner), groups.get(to));
    if (version !== half) continue;
    const { then } = (await ask("/api/history/view", { wish: { by: null, kind: null, set: null, text: "", before: null }, at: half })).shown.Then;
    const seated = [...seat].map(([number, group]) => [called.get(number), group]);
    expect(then.groups.flatMap(({ name, members }) => members.map((member) => [member, name])).sort()).toEqual(seated.sort());
  }
  expect([...seat].sort()).toEqual(end);

  // Undoing all, newest first, gives the start; the boards follow.
  for (const { id } of done.toReversed()) await ask("/api/groups/undo", { entry: id });
  expect(await stored(page)).toEqual(start);
  for (const each of pages) await expect.poll(() => shown(each), { timeout: 20_000 }).toEqual(start);
});
