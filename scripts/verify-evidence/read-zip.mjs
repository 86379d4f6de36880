import { Buffer } from "node:buffer";
import { ensure } from "./problem.mjs";

/** Each file by a plain name, at most one folder down: nothing that leads anywhere else. */
const PATH = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)?$/;
const MOST_FILES = 200;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as ZIP has it; Node 20.19 has none built in. @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** What both headers of a file say: stored, UTF-8 name, no time, no extra fields. */
function fieldsOf(name, content) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(0, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(0x21, 8); // 1 January 1980
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(0, 24);
  return fields;
}

function localHeader(name, content) {
  return Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fieldsOf(name, content), name]);
}

function centralRecord(name, content, offset) {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from("PK\x01\x02\x3f\x03", "latin1"), fieldsOf(name, content), rest, name]);
}

function endRecord(count, size, offset) {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/**
 * The files of a pack in their order. The ZIP is written again from their names and contents, and must come out the
 * same: so no byte of it, used or not, can be another than when it was made.
 * @param {Buffer} zip @returns {Map<string, Buffer>}
 */
export function readZip(zip) {
  ensure(zip.length >= 22, "This is no ZIP file, or it was cut off.");
  const end = zip.subarray(zip.length - 22);
  ensure(
    end.toString("latin1", 0, 4) === "PK\x05\x06",
    "The ZIP file has no end where it must: cut off, or something was added.",
  );
  const count = end.readUInt16LE(10);
  const start = end.readUInt32LE(16);
  ensure(count <= MOST_FILES && start <= zip.length - 22, "The ZIP file's list of files cannot be.");
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const locals = [];
  const centrals = [];
  let [record, offset] = [start, 0];
  for (let number = 0; number < count; number += 1) {
    ensure(record + 46 <= zip.length - 22, "The ZIP file's list of files ends early.");
    const size = zip.readUInt32LE(record + 24);
    const nameEnd = record + 46 + zip.readUInt16LE(record + 28);
    const name = Buffer.from(zip.subarray(record + 46, nameEnd));
    const path = name.toString("latin1");
    ensure(PATH.test(path), `A file has a name that no pack has: ${JSON.stringify(path)}.`);
    ensure(!files.has(path), `${path} is there twice.`);
    const from = offset + 30 + name.length;
    ensure(from + size <= start, `${path} reaches beyond its place.`);
    const content = Buffer.from(zip.subarray(from, from + size));
    files.set(path, content);
    locals.push(localHeader(name, content), content);
    centrals.push(centralRecord(name, content, offset));
    record = nameEnd;
    offset = from + size;
  }
  const central = Buffer.concat(centrals);
  const again = Buffer.concat([...locals, central, endRecord(count, central.length, offset)]);
  ensure(
    again.equals(zip),
    "The ZIP file differs from what its files make: a byte was changed, or something hides in it.",
  );
  return files;
}
