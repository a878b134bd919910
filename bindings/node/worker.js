'use strict';
// One study on a thread of its own, whose progress can be told and which can be stopped. A callback from a thread of
// libuv would wait for the main thread, and process.exit would wait for that thread: here neither waits for the other.

const { parentPort, workerData } = require('node:worker_threads');
const { load } = require('./native.js');

const { file, session, text, told } = workerData;
const stop = new Int32Array(workerData.stop);
const error = [null];
const study = load(file).liantu_session_study(session, text, null, (user, step, done, total) => {
  if (told) parentPort.postMessage({ step, done: Number(done), total: Number(total) });
  return Atomics.load(stop, 0);
}, null, error);
parentPort.postMessage({ study, error: error[0] });
