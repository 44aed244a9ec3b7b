// Makes a small workbook, as spreadsheet programs do: a zip archive of XML, here without compression.

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

/** The checksum that zip archives keep of each part. */
const checksum = (bytes) => (bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** A zip archive of `[name, text]`. */
function archive(parts) {
  const [files, directory] = [[], []];
  let offset = 0;
  for (const [name, text] of parts) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(checksum(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from("PK\x03\x04"), facts, path, content);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), facts, place, path);
    offset += 30 + path.length + content.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.from("PK\x05\x06".padEnd(22, "\0"));
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const cell = (text) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(String(text))}</t></is></c>`;
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (all) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join("")}</Relationships>`;

/** A workbook of sheets: `{ Learners: [["Number", "Name"], ["1", "Ada"]] }`. */
export function workbook(sheets) {
  const names = Object.keys(sheets);
  const entries = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at}"/>`).join("");
  return archive([
    ["[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ["_rels/.rels", relations([["r0", "officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", `<workbook ${main} xmlns:r="${office}"><sheets>${entries}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations(names.map((_, at) => [`r${at}`, "worksheet", `worksheets/sheet${at + 1}.xml`]))],
    ...Object.values(sheets).map((rows, at) => {
      const lines = rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("");
      return [`xl/worksheets/sheet${at + 1}.xml`, `<worksheet ${main}><sheetData>${lines}</sheetData></worksheet>`];
    }),
  ]);
}
