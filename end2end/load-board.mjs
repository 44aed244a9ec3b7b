// Many open boards on one server while people move: how long a move takes to each of them, and what memory it costs.
// `node load-board.mjs [sqlite|postgres] [boards] [moves a second] [seconds]`, after `make build`; PostgreSQL needs
// `COTERIE_TEST_POSTGRES`. Moves are made by two people, each on the version that was heard last.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { found, open, signIn } from "./school.mjs";

const [kind = "sqlite", boards = 100, rate = 20, seconds = 60] = process.argv.slice(2).map((word) => (Number.isNaN(Number(word)) ? word : Number(word)));
const WHO = ["coordinator", "director", "facultyadmin"];
/** Sessions that share the boards, and those of them that move. */
const [SESSIONS, MOVERS] = [10, 2];
const CODE = "MED-201";

const root = fileURLToPath(new URL("..", import.meta.url));
process.env.COTERIE_BIN ??= resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release/coterie");
const folder = mkdtempSync(join(tmpdir(), "coterie-load-"));
await found(kind, folder);
const school = await open(kind, folder, `load_${process.pid}`);
// A fault here must not leave the server behind.
process.on("uncaughtExceptionMonitor", () => process.kill(school.pid(), "SIGKILL"));
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const cookies = [];
for (let n = 0; n < SESSIONS; n += 1) cookies.push(`__Host-coterie=${await signIn(school.url, WHO[n % WHO.length])}`);

/** Posts to a server function; answers with the status and what came. */
function post(path, cookie, body) {
  return new Promise((done, fail) => {
    const headers = { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const asked = request(school.url + path, { method: "POST", agent, headers }, async (answer) => {
      const parts = await answer.setEncoding("utf8").toArray();
      done({ status: answer.statusCode, answer: JSON.parse(parts.join("")) });
    });
    asked.on("error", fail).end(JSON.stringify(body));
  });
}

const memory = () => Number(readFileSync(`/proc/${school.pid()}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const board = (await post("/api/board/view", cookies[0], { code: CODE, period: null, set: null })).answer;

/** When each version was asked for, and how long it took to each board. */
const asked = new Map();
const took = [];
/** Of each board the version it heard last: each must hear all, in order. */
const heard = Array(boards).fill(board.version);
let outOfOrder = 0;

/** Opens a board's stream. */
function listen(index) {
  return new Promise((ready, fail) => {
    const path = `/api/groups/live?course=${CODE}&period=${board.period.id}&since=${board.version}`;
    const stream = request(school.url + path, { headers: { cookie: cookies[index % SESSIONS] }, agent }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`stream ${index}: ${answer.statusCode}`));
      let rest = "";
      answer.setEncoding("utf8").on("data", (text) => {
        const events = (rest + text).split("\n\n");
        rest = events.pop();
        const now = performance.now();
        for (const event of events) {
          const id = event.match(/^id: ?(\d+)$/m);
          if (id && event.includes("event: news")) hear(index, Number(id[1]), now);
        }
      });
      ready(stream);
    });
    stream.on("error", fail).end();
  });
}

function hear(index, version, now) {
  if (version !== heard[index] + 1) outOfOrder += 1;
  heard[index] = version;
  took.push({ version, now });
}

const streams = await Promise.all(heard.map((_, index) => listen(index)));
const seats = new Map(board.columns.flatMap(({ id, members }) => members.map((member) => [member, id])));
const people = [...seats.keys()];
let [version, moved, refused] = [board.version, 0, 0];

/** One move of one person to the group after theirs; where others were quicker, tried again on what was heard since. */
async function move(turn) {
  const learner = people[(turn * 7) % people.length];
  for (;;) {
    const from = seats.get(learner);
    const at = board.columns.findIndex(({ id }) => id === from);
    const to = board.columns[(at + 1) % board.columns.length].id;
    const began = performance.now();
    const base = Math.max(version, heard[0]);
    const { status, answer } = await post("/api/board/move", cookies[turn % MOVERS], { code: CODE, period: board.period.id, base, set: board.set, moves: [{ learner, from, to }] });
    if (status === 200) {
      seats.set(learner, to);
      version = Math.max(version, answer.version);
      asked.set(answer.version, began);
      return (moved += 1);
    }
    if (status !== 409) throw new Error(`a move: ${status} ${JSON.stringify(answer)}`);
    if (!answer.Refused?.why?.Stale) throw new Error(`a move is refused: ${JSON.stringify(answer)}`);
    refused += 1;
  }
}

const samples = [memory()];
const began = performance.now();
/** One of those who move: in turn with the others, and one move after the other, as a board sends them. */
async function mover(first) {
  for (let turn = first; turn < rate * seconds; turn += MOVERS) {
    const due = began + (turn * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    await move(turn);
    if (first === 0 && turn % rate === 0) samples.push(memory());
  }
}
await Promise.all(Array.from({ length: MOVERS }, (_, first) => mover(first)));
const lasted = (performance.now() - began) / 1000;
for (let tries = 0; heard.some((at) => at < version) && tries < 100; tries += 1) await pause(100);
const missed = heard.filter((at) => at < version).length;
const latencies = took.map(({ version, now }) => now - asked.get(version)).sort((a, b) => a - b);
const at = (share) => latencies[Math.floor((latencies.length - 1) * share)];
const ms = (value) => `${value.toFixed(0)} ms`;
const mib = (value) => `${value.toFixed(1)} MiB`;
console.table({
  database: kind,
  binary: process.env.COTERIE_BIN.includes("/release/") ? "release" : "debug",
  boards,
  "moves made": `${moved} in ${lasted.toFixed(1)} s`,
  "refused as stale, tried again": refused,
  "news told": latencies.length,
  "boards that missed some": missed,
  "news out of order": outOfOrder,
  "from the press to a board: p50": ms(at(0.5)),
  "p99": ms(at(0.99)),
  "longest": ms(at(1)),
  "memory before": mib(samples[0]),
  "memory after a quarter": mib(samples[samples.length >> 2]),
  "memory half way": mib(samples[samples.length >> 1]),
  "memory at the end": mib(memory()),
});
for (const stream of streams) stream.on("error", () => {}).destroy();
agent.destroy();
await school.close();
rmSync(folder, { recursive: true, force: true });
if (missed > 0 || outOfOrder > 0) process.exitCode = 1;
