// The demo school on a server of its own: made once, copied for every test that wants one.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const COOKIE = "__Host-coterie";
const PASSWORD = "coterie-demo";
export const ROLES = ["medtech", "staffadmin", "facultyadmin", "director", "coordinator", "lecturer", "tutor", "student", "alumni"];

/** The built server: `COTERIE_BIN`, or where cargo puts it. */
function binary() {
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
  const found = [process.env.COTERIE_BIN, join(target, "debug/coterie"), join(target, "release/coterie")].find((path) => path && existsSync(path));
  if (!found) throw new Error("There is no built server: run `make build`, or set COTERIE_BIN.");
  return found;
}

/** Chromium, and what keeps it from asking the internet. */
export const chromium = {
  executablePath: [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-headless-shell"].find((path) => path && existsSync(path)),
  chromiumSandbox: false,
  args: ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};

/** Starts a server on a database; answers once it listens. */
export async function serve(database, ...more) {
  const parameters = ["serve", "--listen", "127.0.0.1:0", "--database-url", database, ...more];
  const child = spawn(binary(), parameters, { env: { ...process.env, RUST_LOG: "warn" }, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => child.on("close", (code, signal) => done(code ?? signal)));
  const log = [];
  const url = await new Promise((found, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        log.push(text);
        const at = text.match(/^Coterie is at (http:\S+)$/m);
        if (at) found(at[1]);
      });
    }
    child.on("error", fail);
    ended.then((code) => fail(new Error(`The server ended with ${code}:\n${log.join("")}`)));
  });
  return {
    url,
    pid: child.pid,
    /** What it said. */
    log: () => log.join(""),
    /** Asks it to end, or ends it (`SIGKILL`). */
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Signs in without a browser; answers with the session's cookie. */
export async function signIn(url, username) {
  const body = new URLSearchParams({ username, password: PASSWORD });
  const answer = await fetch(`${url}/sign-in`, { method: "POST", body, redirect: "manual" });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${COOKIE}=`));
  if (!cookie) throw new Error(`${username} cannot sign in: ${answer.status} ${answer.headers.get("location")}`);
  return cookie.slice(COOKIE.length + 1).split(";")[0];
}

/** A session's cookie as the browser keeps it. */
export function cookie(session) {
  // Set as if by TLS: Chromium sends it to this machine's own address without.
  return { name: COOKIE, value: session, url: "https://127.0.0.1", secure: true, httpOnly: true, sameSite: "Lax" };
}

/** One of PostgreSQL's own programs, as Debian keeps them. */
function postgres(program, ...parameters) {
  const path = ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin", process.env.PATH].join(delimiter);
  execFileSync(program, parameters, { env: { ...process.env, PATH: path }, stdio: ["ignore", "ignore", "inherit"] });
}

/** The URL of another database on the same server. */
function sibling(url, database) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

const KINDS = {
  sqlite: {
    template: (folder) => `sqlite:${join(folder, "template.db")}`,
    // The log beside the file belongs to it: a server that was ended may leave one.
    copy: (folder, name) => {
      const copy = join(folder, `${name}.db`);
      for (const ending of ["", "-wal"]) {
        if (existsSync(join(folder, `template.db${ending}`))) copyFileSync(join(folder, `template.db${ending}`), copy + ending);
      }
      return { database: `sqlite:${copy}`, remove: () => {} };
    },
  },
  postgres: {
    template: () => {
      const server = process.env.COTERIE_TEST_POSTGRES;
      postgres("dropdb", "--if-exists", `--maintenance-db=${server}`, "coterie_template");
      postgres("createdb", `--maintenance-db=${server}`, "coterie_template");
      return sibling(server, "coterie_template");
    },
    copy: (_, name) => {
      const server = process.env.COTERIE_TEST_POSTGRES;
      const database = `coterie_${name}`;
      postgres("createdb", `--maintenance-db=${server}`, "--template=coterie_template", database);
      return { database: sibling(server, database), remove: () => postgres("dropdb", "--force", `--maintenance-db=${server}`, database) };
    },
  },
};

/** Founds the school once, with everyone signed in, and keeps the database to be copied. */
export async function found(kind, folder) {
  mkdirSync(folder, { recursive: true });
  const server = await serve(KINDS[kind].template(folder), "--demo");
  const sessions = {};
  for (const role of ROLES) sessions[role] = await signIn(server.url, role);
  await server.stop();
  writeFileSync(join(folder, `${kind}.json`), JSON.stringify(sessions));
}

/** A school of one's own: a copy of what [`found`] made, on a server. */
export async function open(kind, folder, name) {
  const { database, remove } = KINDS[kind].copy(folder, name);
  const sessions = JSON.parse(readFileSync(join(folder, `${kind}.json`), "utf8"));
  let server = await serve(database);
  return {
    database,
    get url() {
      return server.url;
    },
    log: () => server.log(),
    /** The process that serves now. */
    pid: () => server.pid,
    /** The cookie of one of [`ROLES`]. */
    cookie: (role) => cookie(sessions[role]),
    /** Ends the server in the middle of what it does, and starts another on the same database. */
    crash: async () => {
      await server.stop("SIGKILL");
      server = await serve(database);
    },
    close: async () => {
      await server.stop();
      remove();
    },
  };
}
