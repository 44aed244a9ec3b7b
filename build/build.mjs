// `make build`: the release binary and what it serves.
import { main, target } from "./step.mjs";
import { server } from "./server.mjs";
import { site } from "./site.mjs";
import { forBuilding } from "./tools.mjs";

await main(async () => {
  await forBuilding();
  const coterie = await server();
  await site();
  console.log(`Built ${coterie}, which serves ${target()}/site`);
});
