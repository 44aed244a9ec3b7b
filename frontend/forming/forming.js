// Forms groups by rules, and rounds of groups. Heard: { id, task, steps? } or { id, rotation, steps? }, both JSON, starts
// a search, of so many steps or as many as are worth it; { id, more } lets it go on for as many again, or as many as are
// worth it if those were fewer; { id, stop } ends it where it is. Said, while it searches and at its end:
// { id, steps, of, outcome?, ended }, outcome being JSON; or { id, fault }. A new search ends the one before.
import start, { Forming, Rotating } from "./rules.js";

const ready = start();
const SLICE = 30; // milliseconds of searching between two looks at what is heard
const SHOW = 250; // milliseconds between two outcomes that are shown while it searches
let run;

self.onmessage = async ({ data }) => {
  await ready;
  hear(data);
};

function hear({ id, task, rotation, steps, more, stop }) {
  if (task) return begin(id, () => new Forming(task), steps);
  if (rotation) return begin(id, () => new Rotating(rotation), steps);
  if (run?.id !== id) return;
  if (more) {
    run.of = run.forming.steps() + Math.max(run.worth, run.forming.steps());
    if (run.ended) work(run);
  } else if (stop) {
    run.of = Math.min(run.of, run.forming.steps());
  }
}

function begin(id, open, steps) {
  run?.forming.free();
  run = undefined;
  try {
    const forming = open();
    const worth = forming.effort();
    run = { id, forming, worth, of: steps || worth, shown: 0, pace: 4096, ended: false };
  } catch (fault) {
    if (typeof fault !== "string") throw fault;
    return self.postMessage({ id, fault });
  }
  work(run);
}

/** Searches for a moment, tells how far it is, and comes back for more. */
function work(of) {
  if (of !== run) return;
  const { id, forming } = of;
  of.ended = false;
  const began = performance.now();
  while (!over(of) && performance.now() - began < SLICE) {
    forming.advance(Math.min(of.pace, of.of - forming.steps()));
  }
  // Where a slice is over before the clock was looked at once, the next one looks less often, and the other way.
  of.pace = performance.now() - began > 2 * SLICE ? Math.max(256, of.pace / 4) : of.pace;
  if (over(of)) {
    of.ended = true;
    forming.explain();
    return say(of, true);
  }
  const shows = performance.now() - of.shown > SHOW;
  if (shows) of.shown = performance.now();
  say(of, shows);
  setTimeout(work, 0, of);
}

const over = ({ forming, of }) => forming.done() || forming.steps() >= of;

function say({ id, forming, of, ended }, shows) {
  self.postMessage({ id, steps: forming.steps(), of, ended, outcome: shows ? forming.outcome() : undefined });
}

// Without its WASM there is nobody to answer: the page hears it as an error of its worker.
ready.catch((fault) => queueMicrotask(() => { throw fault; }));
