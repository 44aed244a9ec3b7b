// A PostgreSQL server of our own for the tests: fresh, on a free port (the way a server reaches it, with what that costs), gone afterwards.
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { spawn } from "node:child_process";
import { Problem, answer, run } from "./step.mjs";
import { postgres } from "./tools.mjs";

/** A port nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Whether someone listens there. */
function listening(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false)).on("close", () => socket.destroy());
  });
}

/** PostgreSQL refuses to run as root: then it runs as the user Debian made for it. */
function unprivileged() {
  if (process.getuid() !== 0) return { before: [], own: () => {} };
  const [uid, gid] = ["-u", "-g"].map((which) => Number(answer("id", [which, "postgres"]) ?? NaN));
  if (Number.isNaN(uid)) throw new Problem("PostgreSQL does not run as root, and there is no user postgres to run it.");
  const before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig=INT"];
  return { before, own: (path) => chownSync(path, uid, gid) };
}

/** Starts a server; answers with its URL and how to stop it. `COTERIE_TEST_POSTGRES` names one that runs already. */
export async function startPostgres() {
  if (process.env.COTERIE_TEST_POSTGRES) return { url: process.env.COTERIE_TEST_POSTGRES, stop: async () => {} };
  const { before, own } = unprivileged();
  const home = mkdtempSync(join(tmpdir(), "coterie-postgres-"));
  own(home);
  const data = join(home, "data");
  const [initdb, ...how] = [...before, postgres("initdb"), "-D", data, "-U", "coterie", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  await run(initdb, how, { cwd: home, quiet: true });
  const port = await freePort();
  // Nobody minds losing this database in a power cut.
  const hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "listen_addresses=127.0.0.1"];
  const [server, ...parameters] = [...before, postgres("postgres"), "-D", data, "-k", home, "-p", String(port), ...hasty.flatMap((s) => ["-c", s])];
  let log = "";
  const child = spawn(server, parameters, { cwd: home, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.setEncoding("utf8").on("data", (text) => (log = (log + text).slice(-4000)));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const kill = () => child.kill("SIGINT");
  process.on("exit", kill);
  for (let tries = 0; !(await listening(port)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Problem(`PostgreSQL does not start:\n${log}`);
    await pause(50);
  }
  const stop = async () => {
    kill();
    await ended;
    process.off("exit", kill);
    rmSync(home, { recursive: true, force: true });
  };
  return { url: `postgres://coterie@127.0.0.1:${port}/postgres`, stop };
}
