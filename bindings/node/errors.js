'use strict';
// What went wrong, as an Error.

const { CODES } = require('./declarations.js');

const NAMES = Object.fromEntries(Object.entries(CODES).map(([name, code]) => [code, name]));

class LiantuError extends Error {
  /**
   * @param {number} code one of `codes`
   * @param {{zh: string, en: string}} messages
   * @param {object[]} [problems] every place in the input that is wrong
   * @param {{json?: string, cause?: unknown}} [more] the text of the library, what led here
   */
  constructor(code, messages, problems = [], more = {}) {
    const both = messages.en && messages.en !== messages.zh ? `${messages.zh}\n${messages.en}` : messages.zh;
    super(both, 'cause' in more ? { cause: more.cause } : undefined);
    this.name = 'LiantuError';
    this.code = code;
    this.codeName = NAMES[code] ?? String(code);
    this.messages = messages;
    this.problems = problems;
    // For programs that hand errors on as they are; not printed with the error.
    Object.defineProperty(this, 'json', { value: more.json ?? JSON.stringify({ code, problems }), enumerable: false });
  }
}

/** The call itself is wrong. */
function misuse(zh, en) {
  return new LiantuError(CODES.MISUSE, { zh, en });
}

/** As fetch and fs reject: its name is AbortError, its cause the reason of the signal. */
function aborted(signal, error = new LiantuError(CODES.CANCELLED, { zh: '已取消', en: 'cancelled' })) {
  const out = new LiantuError(CODES.CANCELLED, error.messages, error.problems, { json: error.json, cause: signal.reason });
  out.name = 'AbortError';
  return out;
}

module.exports = { LiantuError, aborted, misuse };
