'use strict';
// The matches of a table of any size, as they come. Firms are written to a process of its own, matches read from it: see
// matching.js for why. A pipe that is full makes either side wait, so that memory does not grow with the table.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { CODES } = require('./declarations.js');
const { LiantuError, aborted } = require('./errors.js');
const { load } = require('./native.js');
const { cells, headersOf } = require('./rows.js');

const BATCH = 1000; // firms a line

const forgotten = new FinalizationRegistry((work) => work.stop());

// One matching that is under way.
class Work {
  #child = null;
  #stopped = false;
  #asking = false; // the firms of the caller are waited for
  #fed = Promise.resolve();
  #failed = null;

  async *matches({ options, folder }, rows, signal) {
    const abort = () => this.stop({ error: aborted(signal) });
    if (signal?.aborted) throw aborted(signal);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const { headers, firms } = await this.#begun(rows);
      const child = await this.#start(folder);
      this.#fed = this.#feed({ file: load().file, options, headers }, firms).catch((error) => this.stop({ error }));
      yield* this.#heard(child);
    } finally {
      signal?.removeEventListener('abort', abort);
      this.stop();
      if (!this.#asking) await this.#fed;
    }
  }

  /** Ends the process; `failed` is told to whoever asks for matches. */
  stop(failed = null) {
    if (!this.#stopped) this.#failed = failed;
    this.#stopped = true;
    if (!this.#child) return;
    this.#child.kill('SIGKILL');
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
  }

  async #begun(rows) {
    this.#asking = true;
    try {
      return await headersOf(rows);
    } finally {
      this.#asking = false;
    }
  }

  async #start(folder) {
    if (this.#failed) throw this.#failed.error; // an abort, meanwhile
    const { NODE_OPTIONS, ...env } = process.env;
    const child = spawn(process.execPath, [path.join(__dirname, 'matching.js')],
      { cwd: folder, env: { ...env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true });
    if (child.pid === undefined) {
      const [cause] = await once(child, 'error');
      throw new LiantuError(CODES.FAILED, { zh: `不能启动对应的进程：${cause.message}`,
        en: `cannot start the process of the matching: ${cause.message}` }, [], { cause });
    }
    child.stdin.on('error', () => {}); // stdout tells of its end
    // A matching that nobody reads on keeps no program alive.
    child.unref();
    child.stdin.unref();
    this.#child = child;
    return child;
  }

  async #write(message) {
    const { stdin } = this.#child;
    if (stdin.destroyed || stdin.write(`${JSON.stringify(message)}\n`)) return;
    await new Promise((resolve) => {
      const done = () => {
        stdin.off('drain', done).off('close', done);
        resolve();
      };
      stdin.on('drain', done).on('close', done);
    });
  }

  async #feed(head, firms) {
    const columns = new Map(head.headers.map((header, i) => [header, i]));
    let batch = [];
    let row = 0;
    await this.#write(head);
    try {
      while (!this.#stopped) {
        this.#asking = true;
        const { done, value } = await firms.next();
        this.#asking = false;
        if (done) {
          firms = null;
          break;
        }
        batch.push(cells(value, columns, row++));
        if (batch.length < BATCH) continue;
        await this.#write(batch);
        batch = [];
      }
    } catch (error) {
      if (this.#asking) firms = null; // it has ended by throwing
      throw error;
    } finally {
      this.#asking = false;
      await firms?.return?.();
    }
    if (batch.length > 0) await this.#write(batch);
    await this.#write(null);
  }

  async *#heard(child) {
    let names = [];
    try {
      for await (const line of lines(child.stdout)) {
        const said = JSON.parse(line);
        if (said === null) return;
        if (said.names) ({ names } = said);
        else if (said.error) throw new LiantuError(said.error.code, said.error.messages, said.error.problems, { json: said.error.json });
        else for (const row of said) yield match(names, row);
      }
    } catch (error) {
      throw this.#failed ? this.#failed.error : error; // a pipe that was taken away
    }
    if (this.#failed) throw this.#failed.error;
    throw new LiantuError(CODES.FAILED, { zh: '对应的进程中断了', en: 'the process of the matching stopped' });
  }
}

// Lines one after the other: the module readline would read a thousand of them ahead.
async function* lines(stream) {
  let parts = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, to)]).toString();
      parts = [];
      from = to + 1;
    }
    parts.push(chunk.subarray(from));
  }
}

// As session.match() tells it, with the row, and the best of the evidence alone.
function match(names, row) {
  const { rule, term, text, ...out } = Object.fromEntries(names.map((name, i) => [name, row[i]]));
  return { ...out, evidence: [{ rule, term, text }] };
}

/** What session.matches() gives. */
class Matches {
  #matches;

  constructor(session, rows, signal) {
    const work = new Work();
    this.#matches = work.matches(session, rows, signal);
    forgotten.register(this, work);
  }

  next() {
    return this.#matches.next();
  }

  return(value) {
    return this.#matches.return(value);
  }

  throw(error) {
    return this.#matches.throw(error);
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

if (Symbol.asyncDispose) {
  Object.defineProperty(Matches.prototype, Symbol.asyncDispose, { value: async function dispose() {
    await this.return();
  } });
}

module.exports = { Matches };
