// `make run`: builds what is missing and serves the demo school.
import { spawn } from "node:child_process";
import { main, root } from "./step.mjs";
import { server } from "./server.mjs";
import { site } from "./site.mjs";
import { forBuilding } from "./tools.mjs";

await main(async () => {
  await forBuilding();
  const coterie = await server();
  await site();
  console.log("→ Serving the demo school from demo.db (Ctrl-C ends it)");
  const child = spawn(coterie, ["serve", "--demo", "--database-url", "sqlite:demo.db", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  // Ctrl-C reaches both; the server ends in its own time.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
});
