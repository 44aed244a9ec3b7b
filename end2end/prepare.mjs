// Once before all tests: the demo school as a file to copy, for each database that is tested.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { found } from "./school.mjs";

export default async function prepare(config) {
  const folder = mkdtempSync(join(tmpdir(), "coterie-schools-"));
  process.env.COTERIE_SCHOOLS = folder;
  for (const { use } of config.projects) await found(use.database, folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
