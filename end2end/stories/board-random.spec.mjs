// Two people move learners about at random, at the same time and as fast as they are let: nothing is lost. A thousand moves go
// to the server as boards send them, while two boards follow; some dozens are made on the boards themselves, by keyboard.
import { BOARD, EVERY_COLUMN, shown, stored } from "../board.mjs";
import { expect, test } from "../story.mjs";

/** What boards show while they follow: what all columns cost would be the most of the story. */
const FEW_COLUMNS = { width: 900, height: 300 };

// A trace would keep a picture of every frame of a thousand moves.
test.use({ role: "coordinator", viewport: FEW_COLUMNS, trace: "off", contextOptions: { reducedMotion: "reduce" } });

/** Attempts of each of the two, over HTTP and by keyboard. */
const EACH = 500;
const BY_KEYS = 40;
const SEED = 2_026;
/** What a server function asks of a request that changes something: that it comes from its own page. */
const headers = { "sec-fetch-site": "same-origin" };

/** Whole numbers below what is asked for, the same ones each time. */
function randomFrom(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

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
  const random = window.randomFrom(seed);
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

/**
 * Makes so many attempts over HTTP, as a board does: each on the version that the one before led to. What was refused is seen
 * anew, and some of it tried again from where everyone is then; now and then something is undone, or an undo is; some are
 * made on a version that was long ago.
 */
async function send({ seed, number, request, at, see }) {
  const random = randomFrom(seed);
  const told = { sent: 0, done: [], refused: 0, retried: 0, undone: 0 };
  const undoable = [];
  let now = await see();
  const post = async (path, data) => {
    told.sent += 1;
    const answer = await request.post(path, { headers, data: { ...at, ...data } });
    expect([200, 409], await answer.text()).toContain(answer.status());
    if (answer.status() === 409) {
      told.refused += 1;
      return false;
    }
    const { id, version } = await answer.json();
    told.done.push({ id, version, moves: data.moves, undoes: data.entry });
    now.version = version;
    undoable.push(id);
    return true;
  };
  const move = async (wishes, base = now.version) => {
    const moves = wishes.map(({ learner, to }) => ({ learner, from: now.seats.get(learner), to }));
    const isDone = await post("/api/board/move", { base, set: now.set, moves });
    if (isDone) for (const { learner, to } of moves) now.seats.set(learner, to);
    return isDone;
  };
  while (told.sent < number) {
    const learners = [...now.seats.keys()];
    if (undoable.length > 0 && random(12) === 0) {
      told.undone += 1;
      await post("/api/groups/undo", { entry: undoable.pop() });
      now = await see();
      continue;
    }
    const chosen = new Set(Array.from({ length: random(4) === 0 ? 3 : 1 }, () => learners[random(learners.length)]));
    const wishes = [...chosen].map((learner) => ({ learner, to: now.groups[random(now.groups.length)] })).filter(({ learner, to }) => now.seats.get(learner) !== to);
    if (wishes.length === 0) continue;
    const isStale = random(20) === 0 && now.version > 5;
    if (await move(wishes, isStale ? now.version - 1 - random(5) : now.version)) continue;
    now = await see();
    const again = wishes.filter(({ learner, to }) => now.seats.get(learner) !== to);
    if (again.length > 0 && random(2) === 0) {
      told.retried += 1;
      await move(again);
    }
  }
  return told;
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

/** Opens the boards of two people, and answers with what the story knows of the school before anything happens. */
async function twoBoards(page, as, prepare) {
  const director = await as("director");
  const pages = [page, director];
  for (const each of pages) {
    await prepare?.(each);
    await each.goto(BOARD);
  }
  await expect(page.locator(".presence")).toContainText("2 here");
  const first = await (await page.request.post("/api/board/view", { headers, data: { code: "MED-201", period: null, set: null } })).json();
  const at = { code: "MED-201", period: first.period.id };
  const ask = async (path, more) => {
    const answer = await page.request.post(path, { headers, data: { ...at, ...more } });
    expect(answer.status(), path).toBe(200);
    return answer.json();
  };
  return { pages, first, at, ask, start: await stored(page) };
}

/** Whether boards show this in their columns, all of them. */
async function show(pages, seats) {
  for (const each of pages) {
    await each.setViewportSize(EVERY_COLUMN);
    await expect.poll(() => shown(each), { timeout: 20_000 }).toEqual(seats);
    await each.setViewportSize(FEW_COLUMNS);
  }
}

/** Both boards, at rest, are what the store has; nothing that was said to be done is lost, and all can be undone. */
async function holds({ pages, first, ask, start }, told) {
  const [page] = pages;
  const end = await stored(page);
  expect(end).not.toEqual(start);
  await show(pages, end);
  const { version } = await ask("/api/board/view", { set: first.set });

  // Whoever was told that it was done finds it in the history, once; who was refused finds nothing.
  const done = told.flatMap((each) => each.done).sort((a, b) => a.version - b.version);
  const kept = (await history(ask, first.version)).reverse();
  expect(kept.map(({ id }) => id)).toEqual(done.map(({ id }) => id));
  expect(version - first.version).toBe(done.length);
  const counts = told.map(({ sent, refused, retried, undone, done }) => ({ sent, refused, retried, undone, done: done.length }));
  test.info().annotations.push({ type: "attempts", description: JSON.stringify(counts) });
  for (const { sent, refused, done } of counts) expect(done + refused).toBe(sent);

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
  await show(pages, start);
  return counts;
}

const sum = (counts, what) => counts.reduce((total, each) => total + each[what], 0);

test("two people, a thousand moves at random: nothing is lost, boards that follow agree, the history replays, and undoing everything gives the start @both", async ({ page, as }) => {
  test.setTimeout(600_000);
  const school = await twoBoards(page, as);
  const { pages, first, at, ask } = school;
  /** The groups as a board that is loaded now has them. */
  const see = async () => {
    const { version, set, columns, people } = await ask("/api/board/view", { set: first.set });
    const seats = new Map(people.map(({ id }) => [id, null]));
    for (const { id, members } of columns) for (const member of members) seats.set(member, id);
    return { version, set, seats, groups: [null, ...columns.map(({ id }) => id)] };
  };
  const told = await Promise.all(pages.map((each, index) => send({ seed: SEED + index, number: EACH, request: each.request, at, see })));
  const counts = await holds(school, told);
  for (const what of ["retried", "undone"]) expect(sum(counts, what), what).toBeGreaterThan(0);
  expect(sum(counts, "refused"), "they were in each other's way").toBeGreaterThan(20);
  expect(Math.min(...counts.map(({ done }) => done))).toBeGreaterThan(EACH / 10);
});

test("two boards, moves at random by keyboard: what waits on a board is sent or taken back, and both agree @both", async ({ page, as, complaints }) => {
  complaints.expect(/status of 409/);
  test.setTimeout(300_000);
  const school = await twoBoards(page, as, async (each) => {
    await each.addInitScript(`window.randomFrom = ${randomFrom}`);
    await each.addInitScript(listen);
  });
  const names = ["Unassigned", ...school.first.columns.map(({ name }) => name)];
  const told = await Promise.all(school.pages.map((each, index) => each.evaluate(play, { seed: SEED + index, number: BY_KEYS, names })));
  const counts = await holds(school, told);
  expect(sum(counts, "undone"), "undone").toBeGreaterThan(0);
  expect(sum(counts, "refused"), "they were in each other's way").toBeGreaterThan(0);
  expect(Math.min(...counts.map(({ done }) => done))).toBeGreaterThan(BY_KEYS / 10);
});
