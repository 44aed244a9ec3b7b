// The server's half.
import { join } from "node:path";
import { run, step, target } from "./step.mjs";

/** Builds the binary `coterie` in release, and answers with its path. */
export async function server() {
  await step("Server (cargo)", "about 6 min the first time", () =>
    run("cargo", ["build", "--locked", "--release", "-p", "server", "--bin", "coterie"]),
  );
  return join(target(), "release", "coterie");
}
