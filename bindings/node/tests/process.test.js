'use strict';
// What concerns a whole process: how it ends, threads, the event loop, where the library is.
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');
const sample = require('./sample.js');

/** Runs a script; a hang fails. */
function run(script, { env = {}, limit = 600_000, flags = [] } = {}) {
  const head = `
    const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
    const sample = require(${JSON.stringify(path.join(__dirname, 'sample.js'))});
    const { data, county, firms } = sample;
    const assert = require('node:assert/strict');`;
  const child = spawn(process.execPath, [...flags, '-e', `${head}\n(async () => {${script}})();`], { env: { ...process.env, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`hangs: ${text}`));
    }, limit);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, text });
    });
  });
}

test('process.exit in the middle of a study ends the process', async () => {
  const begun = 'const session = await liantu.open({ data }); const asked = { firms: sample.madeUp(20000), county };';
  const ends = {
    'in a callback': 'await session.study({ ...asked, onProgress: () => process.exit(3) });',
    'in a callback, after some': 'let n = 0; await session.study({ ...asked, onProgress: () => { if (++n === 3) process.exit(3); } });',
    'beside a callback': 'setTimeout(() => process.exit(3), 150); await session.study({ ...asked, onProgress: () => {} });',
    'with the loop blocked': `setTimeout(() => { const end = Date.now() + 500; while (Date.now() < end); process.exit(3); }, 50);
      await session.study({ ...asked, onProgress: () => {} });`,
    'without a callback': 'setTimeout(() => process.exit(3), 50); await session.study(asked);',
    'in a synchronous study': 'session.studySync({ ...asked, onProgress: () => process.exit(3) });',
  };
  for (const [how, script] of Object.entries(ends)) {
    const { code, signal, text } = await run(begun + script);
    assert.deepEqual({ how, code, signal }, { how, code: 3, signal: null }, text);
  }
  const { code, text } = await run(`${begun} setTimeout(() => { throw new Error('unexpected'); }, 50); await session.study({ ...asked, onProgress: () => {} });`);
  assert.equal(code, 1);
  assert.match(text, /unexpected/);
});

test('a worker can be terminated in the middle of a study', async () => {
  const { code, signal, text } = await run(`
    const { Worker } = require('node:worker_threads');
    const worker = new Worker(\`
      const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
      const sample = require(${JSON.stringify(path.join(__dirname, 'sample.js'))});
      const { parentPort } = require('node:worker_threads');
      (async () => {
        const session = await liantu.open({ data: sample.data });
        await session.study({ firms: sample.madeUp(20000), onProgress: () => parentPort.postMessage('on') });
      })();\`, { eval: true });
    worker.once('message', async () => {
      await worker.terminate();
      const session = await liantu.open({ data, chain: 'quartz' });
      console.log((await session.match([{ 企业名称: '甲', 经营范围: '石英坩埚生产' }])).length > 0);
    });`);
  assert.deepEqual({ code, signal, text: text.trim() }, { code: 0, signal: null, text: 'true' });
});

test('the event loop turns while a study is made and maps are drawn, and files are read', async () => {
  const { code, text } = await run(`
    const fs = require('node:fs/promises');
    const session = await liantu.open({ data });
    let turns = 0;
    let reads = 0;
    let busy = true;
    const turn = () => { ++turns; if (busy) setTimeout(turn, 1); };
    const read = async () => { while (busy) { await fs.readFile(county); ++reads; } };
    const both = async (work) => {
      turns = 0; reads = 0; busy = true;
      turn();
      const reading = read();
      await work();
      busy = false;
      await reading;
      assert.ok(turns > 20 && reads > 20, turns + ' turns, ' + reads + ' reads');
    };
    let study;
    await both(async () => { study = await session.study({ firms, county }); });
    await both(() => Promise.all(Array.from({ length: 12 }, () => study.publish('atlas.png'))));
    study.close();
    session.close();`);
  assert.equal(code, 0, text);
});

test('a thousand calls at once all answer', async () => {
  const { code, text } = await run(`
    const session = await liantu.open({ data, chain: 'quartz' });
    const firm = (i) => ({ 企业名称: '甲' + i, 经营范围: '石英坩埚生产' });
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => session.match([firm(i)])));
    answers.forEach((matches, i) => assert.equal(matches[0].firm, '甲' + i));
    session.close();`);
  assert.equal(code, 0, text);
});

test('eight threads draw maps of one study at once', async () => {
  const { code, text } = await run(`
    const session = await liantu.open({ data });
    const study = await session.study({ firms, county, date: '2026-09-30' });
    const kinds = ['map.svg', 'map.png', 'map.pdf', 'atlas.svg'];
    const options = (what) => what.startsWith('map') ? { chain: 'quartz' } : {};
    const wanted = kinds.map((what) => study.publishSync(what, options(what)));
    const maps = await Promise.all(Array.from({ length: 32 }, (_, i) => study.publish(kinds[i % 4], options(kinds[i % 4]))));
    maps.forEach((map, i) => assert.ok(map.equals(wanted[i % 4]), kinds[i % 4]));
    study.close();
    session.close();`, { env: { UV_THREADPOOL_SIZE: '9' } });
  assert.equal(code, 0, text);
});

test('eight workers with sessions of their own draw the same map', async () => {
  const { code, text } = await run(`
    const { Worker } = require('node:worker_threads');
    const { createHash } = require('node:crypto');
    const source = \`
      const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
      const { data, county, firms } = require(${JSON.stringify(path.join(__dirname, 'sample.js'))});
      const session = liantu.openSync({ data });
      const study = session.studySync({ firms, county, date: '2026-09-30' });
      const maps = Array.from({ length: 2 }, () => study.publishSync('map.svg', { chain: 'quartz' }));
      study.close();
      session.close();
      require('node:worker_threads').parentPort.postMessage(maps.map(String));\`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Promise((resolve, reject) => {
      new Worker(source, { eval: true }).on('message', resolve).on('error', reject);
    })));
    assert.equal(new Set(answers.flat()).size, 1);
    assert.match(answers[0][0], /<svg/);`);
  assert.equal(code, 0, text);
});

test('a library that is not there, or no library, is told', async () => {
  const missing = await run(`
    await assert.rejects(liantu.open(), (error) => error instanceof liantu.LiantuError && error.code === liantu.codes.FAILED
      && error.messages.zh.includes('/none/libliantu.so') && error.messages.en.includes('LIANTU_LIBRARY'));`, { env: { LIANTU_LIBRARY: '/none/libliantu.so' } });
  assert.equal(missing.code, 0, missing.text);
  const other = await run(`
    assert.throws(() => liantu.version(), { code: liantu.codes.FAILED });`, { env: { LIANTU_LIBRARY: 'libc.so.6' } });
  assert.equal(other.code, 0, other.text);
});

test('another user of koffi that came first is told of, where calls would have no room', async () => {
  const koffi = JSON.stringify(require.resolve('koffi'));
  const source = `
    const koffi = require(${koffi});
    koffi.load('libc.so.6');
    const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
    try { liantu.version(); console.log('good'); } catch (error) { console.log(error.code, error.messages.en); }`;
  const told = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', source]);
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.on('close', () => resolve(text));
  });
  assert.match(told, /^1 koffi gives asynchronous calls a stack of \d+ bytes/);
});
