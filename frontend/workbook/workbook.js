// Reads one workbook: { file, sheet? } is answered by { csv, sheets, sheet }, or by { words } that say why not.
import start, { convert } from "./sheets.js";

const read = async ({ file, sheet }) => {
  const [buffer] = await Promise.all([file.arrayBuffer(), start()]);
  try {
    const { csv, sheets, sheet: at } = convert(new Uint8Array(buffer), sheet);
    return { csv, sheets, sheet: at };
  } catch (fault) {
    // Words are thrown as they are; anything else is the reader that stumbled over a damaged file.
    return { words: typeof fault === "string" ? fault : undefined };
  }
};

self.onmessage = async ({ data }) => {
  const answer = await read(data).catch(() => ({}));
  self.postMessage(answer, answer.csv ? [answer.csv.buffer] : []);
};
