// The line between a browser and its server, to be cut and mended: offline, Chromium leaves an open stream as it is.
import { connect, createServer } from "node:net";

/** Attempts that come closer together than this are one: a browser opens several sockets for it. */
const TOGETHER = 250;

/**
 * Opens a line to the server at `target()`, asked for anew at each connection. A browser that knows only the line's own
 * `url` takes it for the server.
 */
export async function openLine(target) {
  const pairs = new Set();
  let attempts = [];
  let isCut = false;
  let watched = null;

  const server = createServer((near) => {
    if (isCut) {
      attempts.push(performance.now());
      near.on("error", () => {}).resetAndDestroy();
      return;
    }
    const { hostname, port } = new URL(target());
    const far = connect(Number(port), hostname);
    const pair = { near, far, end: () => [near, far].forEach((socket) => socket.destroy()) };
    pairs.add(pair);
    for (const socket of [near, far]) socket.on("error", pair.end).on("close", () => (pair.end(), pairs.delete(pair)));
    let asked = null;
    near.on("data", (request) => {
      if (watched && request.includes(`POST ${watched.path} `)) [asked, watched] = [watched, null];
      Promise.resolve(asked?.sent?.()).then(() => {
        far.write(request);
        asked?.passed?.();
      });
    });
    far.on("data", (answer) => (asked?.answered ? asked.answered() : near.write(answer)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

  const line = {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Breaks what is open, and lets nothing new through. */
    cut: () => {
      [isCut, attempts] = [true, []];
      for (const pair of pairs) pair.end();
    },
    mend: () => (isCut = false),
    /** When someone tried to get through while the line was cut, in milliseconds. */
    attempts: () => attempts.filter((at, index) => index === 0 || at - attempts[index - 1] > TOGETHER),
    /**
     * Watches for the next request to post to `path`: `sent` comes before the server gets it, `passed` after, and
     * `answered` in the place of its answer, which does not arrive then.
     */
    watch: (path, hooks) => (watched = { path, ...hooks }),
    close: () => {
      line.cut();
      return new Promise((closed) => server.close(closed));
    },
  };
  return line;
}
