'use strict';
// A handle of the library: counted while in use, freed once, when closed or when nobody holds it any more.

const { misuse } = require('./errors.js');

const forgotten = new FinalizationRegistry(({ pointer, free }) => free(pointer));

class Handle {
  #pointer;
  #free;
  #what;
  #uses = 0;
  #closed = false;
  #told = false;

  /** `free` must not hold the handle. */
  constructor(pointer, free, what) {
    this.#pointer = pointer;
    this.#free = free;
    this.#what = what;
    forgotten.register(this, { pointer, free }, this);
  }

  get closed() {
    return this.#closed;
  }

  /** Calls under way end first: then it is freed. Twice is fine. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#uses === 0) this.#release();
  }

  useSync(body) {
    this.#enter();
    try {
      return body(this.#pointer);
    } finally {
      this.#leave();
    }
  }

  async use(body) {
    this.#enter();
    try {
      return await body(this.#pointer);
    } finally {
      this.#leave();
    }
  }

  /** Runs a progress callback: the library forbids calls into the same handle from there. */
  tell(body) {
    this.#told = true;
    try {
      return body();
    } finally {
      this.#told = false;
    }
  }

  #enter() {
    if (this.#closed) throw misuse(`${this.#what.zh}已经关闭`, `the ${this.#what.en} is closed`);
    if (this.#told) throw misuse(`进度回调里不能再用同一个${this.#what.zh}`, `the ${this.#what.en} cannot be used in its progress callback`);
    ++this.#uses;
  }

  #leave() {
    if (--this.#uses === 0 && this.#closed) this.#release();
  }

  #release() {
    const pointer = this.#pointer;
    this.#pointer = null;
    forgotten.unregister(this);
    this.#free(pointer);
  }
}

module.exports = { Handle };
