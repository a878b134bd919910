'use strict';
// Options and firms as the JSON that the library reads.

const { setImmediate: breathe } = require('node:timers/promises');
const { fileURLToPath } = require('node:url');
const { CODES } = require('./declarations.js');
const { LiantuError, aborted } = require('./errors.js');

const BATCH = 1000; // firms between two looks at the event loop, some ten milliseconds

/** chainsDir -> chains_dir, as the library and its documentation write it. */
function snake(options) {
  if (options === null || typeof options !== 'object') throw new TypeError('options: an object');
  const out = {};
  for (const [key, value] of Object.entries(options)) out[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  return out;
}

function optionsText(options = {}) {
  return JSON.stringify(snake(options));
}

const two = (number) => String(number).padStart(2, '0');

// Databases hand a date over as local midnight; in UTC it would be the day before.
function cell(value) {
  if (typeof value === 'bigint') return String(value);
  if (Number.isNaN(value.getTime())) return null;
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

function plain(firm) {
  let out = firm;
  if (firm === null || typeof firm !== 'object') return out;
  for (const key of Object.keys(firm)) {
    const value = firm[key];
    if (typeof value !== 'bigint' && !(value instanceof Date)) continue;
    if (out === firm) out = { ...firm };
    out[key] = cell(value);
  }
  return out;
}

function firmsText(firms) {
  return typeof firms === 'string' ? firms : JSON.stringify(Array.from(firms, plain));
}

// The text of a study, made in parts so that a large table neither blocks nor is held twice as a string.
class StudyText {
  #parts = [];
  #batch = [];
  #any = false;

  constructor(options) {
    const head = JSON.stringify(options);
    this.#put(`${head.slice(0, -1)}${head.length > 2 ? ', ' : ''}"firms": [`);
  }

  /** True now and then. */
  add(firm) {
    this.#batch.push(plain(firm));
    if (this.#batch.length < BATCH) return false;
    this.#flush();
    return true;
  }

  /** Bytes of their own, with a 0 after their end. */
  end() {
    this.#flush();
    this.#put(']}\0');
    const out = new Uint8Array(this.#parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }

  #flush() {
    if (this.#batch.length === 0) return;
    this.#put((this.#any ? ', ' : '') + JSON.stringify(this.#batch).slice(1, -1));
    this.#any = true;
    this.#batch = [];
  }

  #put(text) {
    this.#parts.push(Buffer.from(text));
  }
}

// What is for this side of the call, and the rest.
function taken(options) {
  const { onProgress, signal, firms, ...rest } = options ?? {};
  if (onProgress !== undefined && typeof onProgress !== 'function') throw new TypeError('onProgress: a function');
  const named = snake(rest);
  const rows = firms !== null && typeof firms === 'object' && !(firms instanceof URL) ? firms : null;
  if (rows === null && firms !== undefined) named.firms = firms instanceof URL ? fileURLToPath(firms) : firms;
  return { onProgress, signal, rows, named };
}

const whole = (named) => new Uint8Array(Buffer.from(`${JSON.stringify(named)}\0`));

function studyTextSync({ rows, named }) {
  if (rows === null) return whole(named);
  const text = new StudyText(named);
  for (const firm of rows) text.add(firm);
  return text.end();
}

async function pause(signal) {
  await breathe();
  if (signal?.aborted) throw aborted(signal);
}

async function studyText({ rows, named, signal }) {
  if (rows === null) return whole(named);
  const text = new StudyText(named);
  if (rows[Symbol.asyncIterator]) {
    for await (const firm of rows) if (text.add(firm)) await pause(signal);
  } else {
    for (const firm of rows) if (text.add(firm)) await pause(signal);
  }
  return text.end();
}

const PEEKED = 4096; // firms whose keys are the headers, where they come one after the other

// As the library refuses firms that are JSON.
function refused(where, found, wanted) {
  const nothing = { zh: '', en: '' };
  const messages = { zh: `firms: ${where}: ${found.zh}；应为${wanted.zh}`, en: `firms: ${where}: ${found.en}; wanted ${wanted.en}` };
  return new LiantuError(CODES.BAD_INPUT, messages, [{ file: 'firms', where, pointer: where, found, wanted, remedy: nothing }]);
}

const token = (key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The text of a cell, or null. */
function cellText(value, row, key) {
  switch (typeof value) {
    case 'string': return value;
    case 'boolean': return value ? '是' : '否';
    case 'number': return Number.isFinite(value) ? String(value) : null;
    case 'bigint': return String(value);
    case 'undefined': return null;
    default:
      if (value === null) return null;
      if (value instanceof Date) return cell(value);
      throw refused(`/${row}${token(key)}`, { zh: '是数组或对象', en: 'an array or object' },
        { zh: '文字、数、真假或 null', en: 'text, a number, true, false or null' });
  }
}

function checkFirm(firm, row) {
  if (firm === null || typeof firm !== 'object' || Array.isArray(firm))
    throw refused(`/${row}`, { zh: '不是对象', en: 'no object' }, { zh: '一个对象', en: 'an object' });
}

/** The cells of a firm in the order of `columns`, which are numbers by header; null where blank. `row` counts from 0. */
function cells(firm, columns, row) {
  checkFirm(firm, row);
  const out = Array(columns.size).fill(null);
  for (const key of Object.keys(firm)) {
    const column = columns.get(key);
    if (column === undefined) {
      throw refused(`/${row}${token(key)}`, { zh: '前面的企业没有这个键', en: 'a key that no firm before it had' },
        { zh: '第一家企业里就有的键，值可为 null', en: 'a key of the first firm, with null there' });
    }
    out[column] = cellText(firm[key], row, key);
  }
  return out;
}

/**
 * The headers of firms, and the firms: of an array or a Set the keys of all, of another sequence those of its first thousands,
 * which are read for it.
 */
async function headersOf(rows) {
  const headers = new Set();
  let row = 0;
  const add = (firm) => {
    checkFirm(firm, row++);
    for (const key of Object.keys(firm)) headers.add(key);
    return row % BATCH === 0;
  };
  if (Array.isArray(rows) || rows instanceof Set) {
    for (const firm of rows) if (add(firm)) await breathe();
    return { headers: [...headers], firms: given(rows[Symbol.iterator](), []) };
  }
  const firms = rows[Symbol.asyncIterator]?.() ?? rows[Symbol.iterator]();
  const peeked = [];
  try {
    while (peeked.length < PEEKED) {
      const { done, value } = await firms.next();
      if (done) break;
      peeked.push(value);
      add(value);
    }
  } catch (error) {
    if (error instanceof LiantuError) await firms.return?.();
    throw error;
  }
  return { headers: [...headers], firms: given(firms, peeked) };
}

// What was read already, and then the rest.
function given(firms, peeked) {
  let at = 0;
  return {
    next: () => {
      if (at < peeked.length) return { done: false, value: peeked[at++] };
      peeked = [];
      at = 0;
      return firms.next();
    },
    return: () => firms.return?.(),
  };
}

/** Firms that can be read one after the other. Errors: TypeError. */
function sequence(firms) {
  const good = firms !== null && typeof firms === 'object' && (firms[Symbol.asyncIterator] || firms[Symbol.iterator]);
  if (!good) throw new TypeError('firms: an iterable or asynchronous iterable of objects; paths are for study()');
  return firms;
}

module.exports = { cells, firmsText, headersOf, optionsText, sequence, studyText, studyTextSync, taken };
