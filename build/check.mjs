// `make check`: what is quick to ask, for work in between. `make test` asks everything.
import { main } from "./step.mjs";
import { lints, tests } from "./rust-tests.mjs";
import { summary } from "./tally.mjs";
import { forBuilding } from "./tools.mjs";

await main(async () => {
  await forBuilding();
  await lints();
  // No PostgreSQL, no HTTP, no browser.
  await tests("Rust tests: rules, and the store on SQLite", {}, { crates: ["domain", "workbook", "store", "service", "app"], skip: ["on_postgresql"] });
  summary("make check");
});
