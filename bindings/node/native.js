'use strict';
// libliantu through koffi: loaded at the first call; every result of a call is freed here.

const fs = require('node:fs');
const path = require('node:path');
const koffi = require('koffi');
const { ABI, CALLBACKS, CODES, FUNCTIONS, HANDLES } = require('./declarations.js');
const { LiantuError } = require('./errors.js');

// Laying out a large map recurses; koffi gives asynchronous calls 128 KiB. Only address space until used.
const STACK = 8 << 20;
const STACK_NEEDED = 1 << 20;
try {
  koffi.config({ sync_stack_size: STACK, async_stack_size: STACK });
} catch {
  // Another module has loaded a library by koffi already: load() looks at what it left.
}

// Node exports its own zlib, OpenSSL and ICU, which the library would be bound to before those it was built with: PNG,
// PDF and XLSX would come out as other bytes. Not where LD_PRELOAD replaces malloc (jemalloc): memory would be taken from
// the one and given back to the other.
const OWN_SYMBOLS = !process.env.LD_PRELOAD;

let loaded = null;

function findLibrary() {
  const named = process.env.LIANTU_LIBRARY;
  if (named) return path.resolve(named);
  const packaged = path.join(__dirname, 'native', 'libliantu.so');
  return fs.existsSync(packaged) ? packaged : 'libliantu.so.0';
}

// Type names are global in koffi; this module may be read twice (jest, two copies of the package).
function declare(name, make) {
  try {
    koffi.type(name);
  } catch {
    make();
  }
}

function failed(zh, en, cause) {
  return new LiantuError(CODES.FAILED, { zh, en }, [], cause ? { cause } : {});
}

/** The functions of liantu.h by name. `file`: the library; found by LIANTU_LIBRARY or in its places where not given. */
function load(file = findLibrary()) {
  if (loaded) return loaded;
  const { async_stack_size: stack } = koffi.config();
  if (stack < STACK_NEEDED) {
    throw failed(`koffi 的异步栈只有 ${stack} 字节：请先 require('liantu')，再用 koffi 载入别的库`,
      `koffi gives asynchronous calls a stack of ${stack} bytes: require('liantu') before other libraries are loaded by koffi`);
  }
  let library;
  try {
    library = koffi.load(file, { deep: OWN_SYMBOLS });
  } catch (error) {
    throw failed(`不能载入 ${file}（环境变量 LIANTU_LIBRARY 指定它的路径）：${error.message}`,
      `cannot load ${file} (the environment variable LIANTU_LIBRARY names it): ${error.message}`, error);
  }
  for (const handle of HANDLES) declare(handle, () => koffi.opaque(handle));
  for (const callback of CALLBACKS) declare(/(\w+)\(/.exec(callback)[1], () => koffi.proto(callback));
  const abi = library.func('int32_t liantu_abi(void)')();
  if (abi < ABI) throw failed(`${file} 的接口版本是 ${abi}，至少要 ${ABI}`, `${file} has version ${abi} of the interface, ${ABI} is needed`);
  const functions = {};
  for (const prototype of FUNCTIONS) functions[/(\w+)\(/.exec(prototype)[1]] = library.func(prototype);
  loaded = { ...functions, file };
  return loaded;
}

function takeError(pointer) {
  const api = load();
  try {
    const json = api.liantu_error_json(pointer);
    const messages = { zh: api.liantu_error_message(pointer, 'zh'), en: api.liantu_error_message(pointer, 'en') };
    return new LiantuError(api.liantu_error_code(pointer), messages, JSON.parse(json).problems, { json });
  } finally {
    api.liantu_error_free(pointer);
  }
}

/** The bytes of a result, copied. */
function takeBytes(pointer) {
  const api = load();
  try {
    const size = Number(api.liantu_bytes_size(pointer));
    return size === 0 ? Buffer.alloc(0) : Buffer.from(new Uint8Array(koffi.view(api.liantu_bytes_data(pointer), size)));
  } finally {
    api.liantu_bytes_free(pointer);
  }
}

/** Calls a function whose last argument is the error. */
function callSync(name, ...args) {
  const error = [null];
  const result = load()[name](...args, error);
  if (error[0] !== null) throw takeError(error[0]);
  return result;
}

// Calls run on the threads of libuv, which files and names are looked up with too: one of them is left free. What waits
// here costs neither a thread nor a stack.
const ROOM = Math.max(1, (Number(process.env.UV_THREADPOOL_SIZE) || 4) - 1);
const waiting = [];
let running = 0;

/** Runs `task` when there is room. */
async function inTurn(task) {
  if (running >= ROOM) {
    await new Promise((resolve) => waiting.push(resolve)); // takes the place of the one that left
  } else {
    ++running;
  }
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else --running;
  }
}

/** The same off the main thread. */
function call(name, ...args) {
  return inTurn(() => new Promise((resolve, reject) => {
    const error = [null];
    load()[name].async(...args, error, (bad, result) => {
      if (bad) reject(bad);
      else if (error[0] !== null) reject(takeError(error[0]));
      else resolve(result);
    });
  }));
}

module.exports = { call, callSync, inTurn, load, takeBytes, takeError };
