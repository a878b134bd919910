'use strict';
// The matches of one table, in a process of its own: firms come in by stdin, matches leave by stdout, a line of JSON for some
// thousands (see matches.js). The library asks for firms on a thread of its own, which koffi makes wait for the event loop. In
// the process of the caller process.exit and worker.terminate would then wait for that thread for ever; here they end a pipe.

const fs = require('node:fs');
const koffi = require('koffi');
const { CODES } = require('./declarations.js');
const { LiantuError } = require('./errors.js');
const { callSync, load, takeBytes } = require('./native.js');

const GET = koffi.proto('int32_t liantu_arrow_get(void *stream, void *out)');
const WHY = koffi.proto('const char *liantu_arrow_why(void *stream)');
const RELEASE = koffi.proto('void liantu_arrow_release(void *released)');

const FIRST = 20; // rows among which the library looks for the headers
const WORD = 8;
const SCHEMA_WORDS = 9;
const ARRAY_WORDS = 10;
const TEXT = 'u';

/** Ends at once: a thread may be waiting for this one. */
function end() {
  process.kill(process.pid, 'SIGKILL');
}

const asleep = new Int32Array(new SharedArrayBuffer(4));

// A pipe that somebody made non-blocking is tried again.
function waiting(call) {
  while (true) {
    try {
      return call();
    } catch (error) {
      if (error.code !== 'EAGAIN') return end(); // whoever asked has gone
      Atomics.wait(asleep, 0, 0, 2);
    }
  }
}

function say(message) {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < line.length;) at += waiting(() => fs.writeSync(1, line, at));
}

const chunk = Buffer.alloc(1 << 16);
let rest = Buffer.alloc(0);

/** The next line of stdin. */
function hear() {
  const parts = [rest];
  let at = rest.indexOf(10);
  while (at < 0) {
    const size = waiting(() => fs.readSync(0, chunk, 0, chunk.length, null));
    if (size === 0) end();
    const part = Buffer.from(chunk.subarray(0, size));
    at = part.indexOf(10);
    if (at >= 0) at += parts.reduce((sum, { length }) => sum + length, 0);
    parts.push(part);
  }
  const all = Buffer.concat(parts);
  rest = all.subarray(at + 1);
  return JSON.parse(all.toString('utf8', 0, at));
}

/** Memory of the library's side, laid out here and then copied there. */
class Block {
  #bytes;
  #taken = 0;

  constructor(size) {
    this.#bytes = Buffer.alloc(size);
    this.address = koffi.alloc('uint8_t', size);
  }

  /** Where `size` bytes are. */
  take(size) {
    const at = this.#taken;
    this.#taken += Math.ceil(size / WORD) * WORD;
    return at;
  }

  words(at, words) {
    words.forEach((word, i) => this.#bytes.writeBigInt64LE(BigInt(word), at + i * WORD));
  }

  /** The address of a text with a 0 after its end. */
  text(text) {
    const at = this.take(Buffer.byteLength(text) + 1);
    this.#bytes.write(text, at);
    return this.at(at);
  }

  at(at) {
    return this.address + BigInt(at);
  }

  part(at, size) {
    return this.#bytes.subarray(at, at + size);
  }

  hand() {
    Buffer.from(koffi.view(this.address, this.#bytes.length)).set(this.#bytes);
  }
}

const wordsType = (count) => koffi.array('int64_t', count);
const ARRAY = wordsType(ARRAY_WORDS);
const SCHEMA = wordsType(SCHEMA_WORDS);

/** The firms as a stream of Arrow's C interface, every column text: https://arrow.apache.org/docs/format/CStreamInterface.html. */
class Firms {
  first = [];
  #headers;
  #schema;
  #release;

  constructor(headers) {
    this.#headers = headers;
    const [get, release] = [koffi.pointer(GET), koffi.pointer(RELEASE)];
    this.#release = {
      schema: koffi.register((schema) => koffi.encode(schema, 7 * WORD, 'int64_t', 0n), release),
      array: koffi.register((array) => {
        koffi.free(koffi.decode(array, 9 * WORD, 'void *'));
        koffi.encode(array, 8 * WORD, 'int64_t', 0n);
      }, release),
      child: koffi.register(() => {}, release), // goes with its parent
      stream: koffi.register((stream) => koffi.encode(stream, 3 * WORD, 'int64_t', 0n), release),
    };
    this.#schema = this.#schemaWords();
    this.pointer = koffi.alloc('int64_t', 5);
    koffi.encode(this.pointer, wordsType(5), [
      koffi.register((stream, out) => this.#get(out, SCHEMA, () => this.#schema), get),
      koffi.register((stream, out) => this.#get(out, ARRAY, () => this.#array()), get),
      koffi.register(() => null, koffi.pointer(WHY)),
      this.#release.stream, 0n,
    ]);
  }

  #get(out, type, words) {
    try {
      koffi.encode(out, type, words());
      return 0;
    } catch (error) {
      say({ error: { code: CODES.FAILED, messages: { zh: error.message, en: error.message }, problems: [] } });
      return end();
    }
  }

  // Held until the process ends.
  #schemaWords() {
    const count = this.#headers.length;
    const names = this.#headers.reduce((sum, header) => sum + Buffer.byteLength(header) + WORD, 0);
    const block = new Block(count * (SCHEMA_WORDS + 1) * WORD + names + 4 * WORD);
    const [list, structs] = [block.take(count * WORD), block.take(count * SCHEMA_WORDS * WORD)];
    const [format, text, none] = [block.text('+s'), block.text(TEXT), block.text('')];
    this.#headers.forEach((header, i) => {
      const child = structs + i * SCHEMA_WORDS * WORD;
      block.words(child, [text, block.text(header), 0, 2, 0, 0, 0, this.#release.child, 0]);
      block.words(list + i * WORD, [block.at(child)]);
    });
    block.hand();
    return [format, none, 0n, 0n, BigInt(count), block.at(list), 0n, this.#release.schema, 0n];
  }

  #array() {
    const rows = hear();
    if (rows === null) return Array(ARRAY_WORDS).fill(0n);
    for (const row of rows) {
      if (this.first.length === FIRST) break;
      this.first.push(row);
    }
    const [count, length] = [this.#headers.length, rows.length];
    const offsets = 4 * (length + 1);
    let size = WORD;
    const sizes = this.#headers.map((_, i) => rows.reduce((sum, row) => sum + (row[i] === null ? 0 : Buffer.byteLength(row[i])), 0));
    for (const text of sizes) size += (1 + ARRAY_WORDS + 3) * WORD + offsets + WORD + text + WORD;
    const block = new Block(size);
    const [none, list, structs] = [block.take(WORD), block.take(count * WORD), block.take(count * ARRAY_WORDS * WORD)];
    sizes.forEach((text, i) => {
      const [buffers, ends, data] = [block.take(3 * WORD), block.take(offsets), block.take(text)];
      this.#fill(rows, i, block.part(ends, offsets), block.part(data, text));
      block.words(buffers, [0, block.at(ends), block.at(data)]);
      const child = structs + i * ARRAY_WORDS * WORD;
      block.words(child, [length, 0, 0, 3, 0, block.at(buffers), 0, 0, this.#release.child, 0]);
      block.words(list + i * WORD, [block.at(child)]);
    });
    block.hand();
    return [BigInt(length), 0n, 0n, 1n, BigInt(count), block.at(none), block.at(list), 0n, this.#release.array, block.address];
  }

  #fill(rows, column, ends, data) {
    let at = 0;
    rows.forEach((row, i) => {
      if (row[column] !== null) at += data.write(row[column], at);
      ends.writeInt32LE(at, 4 * (i + 1));
    });
  }
}

// How a column of an array is read: its buffers, from the row `from` on. The library writes these types alone.
const bytesAt = (address, size) => (size === 0 ? Buffer.alloc(0) : Buffer.from(koffi.view(address, size)));
const bit = (bytes, i) => ((bytes[i >> 3] >> (i & 7)) & 1) !== 0;
const READ = {
  u: ([, offsets, data], from, length) => {
    const ends = bytesAt(offsets, 4 * (from + length + 1));
    const text = bytesAt(data, ends.readInt32LE(4 * (from + length)));
    return (i) => text.toString('utf8', ends.readInt32LE(4 * (from + i)), ends.readInt32LE(4 * (from + i + 1)));
  },
  L: ([, values], from, length) => {
    const bytes = bytesAt(values, WORD * (from + length));
    return (i) => Number(bytes.readBigUInt64LE(WORD * (from + i)));
  },
  g: ([, values], from, length) => {
    const bytes = bytesAt(values, WORD * (from + length));
    return (i) => bytes.readDoubleLE(WORD * (from + i));
  },
  b: ([, values], from, length) => {
    const bytes = bytesAt(values, Math.ceil((from + length) / 8));
    return (i) => bit(bytes, from + i);
  },
};

const pointers = (address, count) => Array.from(koffi.decode(address, 'uint64_t', Number(count)), BigInt);

/** The matches that the library makes, as rows. */
class Matches {
  #stream;
  #next;
  #formats;
  #out = koffi.alloc('int64_t', ARRAY_WORDS);

  constructor(stream) {
    this.#stream = stream;
    const [getSchema, getNext] = pointers(stream, 2);
    const schema = koffi.alloc('int64_t', SCHEMA_WORDS);
    koffi.call(getSchema, GET, stream, schema);
    const words = pointers(schema, SCHEMA_WORDS);
    this.#formats = pointers(words[5], words[4]).map((child) => koffi.decode(child, 'char *'));
    this.names = pointers(words[5], words[4]).map((child) => koffi.decode(child, WORD, 'char *'));
    koffi.call(words[7], RELEASE, schema);
    this.#next = koffi.decode(getNext, GET);
  }

  /** The next rows, null at the end; false where the stream failed. */
  async next() {
    const code = await new Promise((resolve, reject) => {
      this.#next.async(this.#stream, this.#out, (bad, result) => (bad ? reject(bad) : resolve(result)));
    });
    if (code !== 0) return false;
    const array = pointers(this.#out, ARRAY_WORDS);
    if (array[8] === 0n) return null;
    const [length, offset] = [Number(array[0]), Number(array[2])];
    const cells = pointers(array[6], array[4]).map((child, i) => this.#column(pointers(child, ARRAY_WORDS), i, length, offset));
    const rows = Array.from({ length }, (_, row) => cells.map((cell) => cell(row)));
    koffi.call(array[8], RELEASE, this.#out);
    return rows;
  }

  #column(array, i, length, offset) {
    const from = offset + Number(array[2]);
    const buffers = pointers(array[5], array[3]);
    const read = READ[this.#formats[i]](buffers, from, length);
    if (buffers[0] === 0n) return read;
    const valid = bytesAt(buffers[0], Math.ceil((from + length) / 8));
    return (row) => (bit(valid, from + row) ? read(row) : null);
  }

  error() {
    return koffi.call(pointers(this.#stream, 3)[2], WHY, this.#stream) ?? '';
  }
}

// A stream tells a text alone. What is wrong with a table shows in its first rows: matching those tells the same in full.
function failure(told, session, headers, first) {
  const firms = first.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i]])));
  try {
    takeBytes(callSync('liantu_session_match', session, JSON.stringify(firms)));
  } catch (error) {
    if (`${error.messages.zh}\n${error.messages.en}` === told) return error;
  }
  const lines = told.split('\n');
  const input = told.startsWith('firms: ') && lines.length % 2 === 0;
  const of = (odd) => (input ? lines.filter((_, i) => i % 2 === odd).join('\n') : told);
  return new LiantuError(input ? CODES.BAD_INPUT : CODES.FAILED, { zh: of(0), en: of(1) });
}

async function matchAll({ file, options, headers }) {
  load(file);
  const session = callSync('liantu_session_open', options);
  const firms = new Firms(headers);
  const stream = koffi.alloc('int64_t', 5);
  callSync('liantu_session_match_stream', session, firms.pointer, stream);
  const matches = new Matches(stream);
  say({ names: matches.names });
  while (true) {
    const rows = await matches.next();
    if (rows === false) throw failure(matches.error(), session, headers, firms.first);
    if (rows === null) return;
    say(rows);
  }
}

matchAll(hear()).then(() => say(null), (error) => {
  const { code = CODES.FAILED, problems = [], messages = { zh: error.message, en: error.message } } = error;
  say({ error: { code, messages, problems, json: error.json } });
}).finally(end);
