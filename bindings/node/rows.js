'use strict';
// Options and firms as the JSON that the library reads.

const { setImmediate: breathe } = require('node:timers/promises');
const { fileURLToPath } = require('node:url');
const { aborted } = require('./errors.js');

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

module.exports = { firmsText, optionsText, studyText, studyTextSync, taken };
