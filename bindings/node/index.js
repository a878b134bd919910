'use strict';
// liantu for Node: sessions and studies over libliantu. Every call but open is there twice, off the main thread as a
// promise and, with Sync at its end, on it.

const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { CODES } = require('./declarations.js');
const { LiantuError, aborted } = require('./errors.js');
const { Handle } = require('./handle.js');
const { Matches } = require('./matches.js');
const { call, callSync, inTurn, load, takeBytes, takeError } = require('./native.js');
const { firmsText, optionsText, sequence, studyText, studyTextSync, taken } = require('./rows.js');

const made = Symbol('made');

function only(key) {
  if (key !== made) throw new TypeError('use open() and session.study()');
}

const freeSession = (pointer) => load().liantu_session_close(pointer);
const freeStudy = (pointer) => load().liantu_study_close(pointer);

/** Chains, classification and policy, read; never changes. */
class Session {
  #handle;
  #opened;

  /** `opened`: the text of its options and the folder that paths there begin at. */
  constructor(key, pointer, opened) {
    only(key);
    this.#opened = opened;
    this.#handle = new Handle(pointer, freeSession, { zh: '会话', en: 'session' });
  }

  get closed() {
    return this.#handle.closed;
  }

  close() {
    this.#handle.close();
  }

  async json(what) {
    return String(takeBytes(await this.#handle.use((session) => call('liantu_session_json', session, what))));
  }
  jsonSync(what) {
    return String(takeBytes(this.#handle.useSync((session) => callSync('liantu_session_json', session, what))));
  }

  async chains() {
    return JSON.parse(await this.json('chains'));
  }
  chainsSync() {
    return JSON.parse(this.jsonSync('chains'));
  }

  async chain(id) {
    return JSON.parse(await this.json(`chain:${id}`));
  }
  chainSync(id) {
    return JSON.parse(this.jsonSync(`chain:${id}`));
  }

  async policy() {
    return JSON.parse(await this.json('policy'));
  }
  policySync() {
    return JSON.parse(this.jsonSync('policy'));
  }

  async matchJson(firms) {
    return String(takeBytes(await this.#handle.use((session) => call('liantu_session_match', session, firmsText(firms)))));
  }
  matchJsonSync(firms) {
    return String(takeBytes(this.#handle.useSync((session) => callSync('liantu_session_match', session, firmsText(firms)))));
  }

  async match(firms) {
    return JSON.parse(await this.matchJson(firms)).matches;
  }
  matchSync(firms) {
    return JSON.parse(this.matchJsonSync(firms)).matches;
  }

  /** Matches of firms without end, as they come: see matches.js. */
  matches(firms, { signal } = {}) {
    const rows = sequence(firms);
    return this.#handle.useSync(() => new Matches(this.#opened, rows, signal));
  }

  async study(options) {
    const asked = taken(options);
    if (asked.signal?.aborted) throw aborted(asked.signal);
    return this.#handle.use(async (session) => {
      const text = await studyText(asked);
      if (asked.onProgress || asked.signal) return new Study(made, await this.#listened(session, text, asked));
      return new Study(made, await call('liantu_session_study', session, text, null, null, null));
    });
  }

  studySync(options) {
    const asked = taken(options);
    const { onProgress, signal } = asked;
    if (signal?.aborted) throw aborted(signal);
    return this.#handle.useSync((session) => {
      const text = studyTextSync(asked);
      if (!onProgress) return new Study(made, callSync('liantu_session_study', session, text, null, null, null));
      const thrown = [];
      const progress = (user, step, done, total) => {
        try {
          this.#handle.tell(() => onProgress({ step, done: Number(done), total: Number(total) }));
        } catch (error) {
          thrown.push(error);
        }
        return thrown.length > 0 || signal?.aborted ? 1 : 0;
      };
      try {
        return new Study(made, callSync('liantu_session_study', session, text, null, progress, null));
      } catch (error) {
        throw reason(error, thrown, signal);
      }
    });
  }

  // A study that tells of its progress or can be stopped: see worker.js.
  #listened(session, text, { onProgress, signal }) {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const thrown = [];
    const abort = () => Atomics.store(stop, 0, 1);
    const run = () => new Promise((resolve, reject) => {
      if (signal?.aborted) throw aborted(signal);
      const worker = new Worker(path.join(__dirname, 'worker.js'), {
        workerData: { file: load().file, session, text, stop: stop.buffer, told: Boolean(onProgress) },
        transferList: [text.buffer],
        execArgv: [],
      });
      signal?.addEventListener('abort', abort, { once: true });
      worker.on('error', reject);
      worker.on('exit', () => reject(new LiantuError(CODES.FAILED, { zh: '分析的线程中断了', en: 'the thread of the study stopped' })));
      worker.on('message', (said) => {
        if ('study' in said) {
          if (said.error !== null) reject(takeError(said.error));
          else resolve(said.study);
        } else if (thrown.length === 0 && !signal?.aborted) {
          try {
            this.#handle.tell(() => onProgress(said));
          } catch (error) {
            thrown.push(error);
            abort();
          }
        }
      });
    });
    const settled = inTurn(run).then((study) => {
      if (thrown.length === 0 && !signal?.aborted) return study;
      freeStudy(study); // it was done before it could be stopped
      throw reason(new LiantuError(CODES.CANCELLED, { zh: '已取消', en: 'cancelled' }), thrown, signal);
    }, (error) => {
      throw reason(error, thrown, signal);
    });
    return settled.finally(() => signal?.removeEventListener('abort', abort));
  }
}

// Why a study was stopped: what its callback threw, or its signal.
function reason(error, thrown, signal) {
  if (!(error instanceof LiantuError) || error.code !== CODES.CANCELLED) return error;
  if (thrown.length > 0) return thrown[0];
  return signal?.aborted && error.name !== 'AbortError' ? aborted(signal, error) : error;
}

/** One table of firms, matched and analysed; never changes. */
class Study {
  #handle;

  constructor(key, pointer) {
    only(key);
    this.#handle = new Handle(pointer, freeStudy, { zh: '分析', en: 'study' });
  }

  get closed() {
    return this.#handle.closed;
  }

  close() {
    this.#handle.close();
  }

  async json(what, options) {
    return String(takeBytes(await this.#handle.use((study) => call('liantu_study_json', study, what, optionsText(options)))));
  }
  jsonSync(what, options) {
    return String(takeBytes(this.#handle.useSync((study) => callSync('liantu_study_json', study, what, optionsText(options)))));
  }

  async coverage() {
    return JSON.parse(await this.json('coverage'));
  }
  coverageSync() {
    return JSON.parse(this.jsonSync('coverage'));
  }

  async gaps() {
    return JSON.parse(await this.json('gaps')).gaps;
  }
  gapsSync() {
    return JSON.parse(this.jsonSync('gaps')).gaps;
  }

  async targets(options) {
    return JSON.parse(await this.json('targets', options)).targets;
  }
  targetsSync(options) {
    return JSON.parse(this.jsonSync('targets', options)).targets;
  }

  async explain(nodes, options) {
    return JSON.parse(await this.json('explain', { ...options, nodes }));
  }
  explainSync(nodes, options) {
    return JSON.parse(this.jsonSync('explain', { ...options, nodes }));
  }

  async run() {
    return JSON.parse(await this.json('run'));
  }
  runSync() {
    return JSON.parse(this.jsonSync('run'));
  }

  async publish(what, options) {
    return takeBytes(await this.#handle.use((study) => call('liantu_study_publish', study, what, optionsText(options))));
  }
  publishSync(what, options) {
    return takeBytes(this.#handle.useSync((study) => callSync('liantu_study_publish', study, what, optionsText(options))));
  }
}

if (Symbol.dispose) {
  for (const { prototype } of [Session, Study]) Object.defineProperty(prototype, Symbol.dispose, { value: prototype.close });
}

async function open(options) {
  const opened = { options: optionsText(options), folder: process.cwd() };
  return new Session(made, await call('liantu_session_open', opened.options), opened);
}

function openSync(options) {
  const opened = { options: optionsText(options), folder: process.cwd() };
  return new Session(made, callSync('liantu_session_open', opened.options), opened);
}

/** The version of the library. */
function version() {
  return load().liantu_version();
}

const codes = Object.freeze({ ...CODES });

module.exports = { LiantuError, Session, Study, codes, open, openSync, version };
