'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');
const liantu = require('..');
const sample = require('./sample.js');

const { codes, LiantuError } = liantu;
let session;

before(async () => {
  session = await liantu.open({ data: sample.data });
});
after(() => session.close());

async function all(matches) {
  const out = [];
  for await (const match of matches) out.push(match);
  return out;
}

/** What a stream tells of matches as match() has them. */
const fields = (matches) => matches.map(({ row, evidence: [{ rule, term, text }], ...rest }) => ({ ...rest, evidence: [{ rule, term, text }] }));

/** Ids of the processes that this one started and that go on. */
function children() {
  return fs.readdirSync('/proc').filter((id) => {
    try {
      const [, state, parent] = /\) (\w) (\d+)/.exec(fs.readFileSync(`/proc/${id}/stat`, 'utf8'));
      return state !== 'Z' && Number(parent) === process.pid && fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('matching.js');
    } catch {
      return false;
    }
  });
}

async function noneLeft() {
  for (let i = 0; i < 100 && children().length > 0; ++i) await sleep(50);
  assert.deepEqual(children(), []);
}

test('a stream tells what match() tells, and the row', async () => {
  const rows = sample.rowsOf(sample.firms);
  const wanted = fields(await session.match(rows));
  assert.ok(wanted.length > 200);
  async function* sequence() {
    for (const row of rows) yield row;
  }
  for (const firms of [rows, new Set(rows), sequence(), rows.values()]) {
    const matches = await all(session.matches(firms));
    assert.deepEqual(fields(matches), wanted);
    for (const { row, firm } of matches) assert.equal(rows[row - 2].企业名称, firm);
  }
  await noneLeft();
});

test('cells of every kind are told as match() tells them', async () => {
  const firms = Array.from({ length: 20 }, (_, i) => ({
    企业名称: `第${i}石英有限公司 <\u2028"\\😀`, 经营范围: '光伏石英坩埚生产\n二', 参保人数: i % 2 ? i : BigInt(i), 规上企业: i % 3 === 0,
    成立日期: new Date(2016, 4, 20), 注册资本: [0.1, NaN, null, undefined, 1e21][i % 5], [['标签', '电话/~'][i % 2]]: null,
  }));
  const wanted = fields(await session.match(firms));
  assert.ok(wanted.length >= 20);
  assert.deepEqual(fields(await all(session.matches(firms))), wanted);
});

test('a firm that is twice in a long table is told once', async () => {
  function* twice() {
    yield* sample.madeUp(15000);
    yield* sample.madeUp(15000);
  }
  assert.deepEqual(await all(session.matches(twice())), await all(session.matches(sample.madeUp(15000))));
});

test('leaving early stops the work and lets the firms go', async () => {
  let read = 0;
  let left = 0;
  async function* endless() {
    try {
      while (true) yield { 企业名称: `第${++read}石英有限公司`, 经营范围: '石英坩埚生产' };
    } finally {
      ++left;
    }
  }
  for await (const match of session.matches(endless())) {
    assert.equal(match.row, 2);
    break;
  }
  assert.equal(left, 1);
  const then = read;
  assert.ok(then < 1_000_000, `${then} firms`);
  await sleep(50);
  assert.equal(read, then);

  const never = session.matches(endless());
  assert.deepEqual(await never.return(), { value: undefined, done: true });
  assert.equal(read, then, 'nothing is read before it is asked for');
  await noneLeft();
});

test('what the firms throw comes out as it is', async () => {
  for (const at of [0, 2500, 30000]) {
    const thrown = new RangeError('the database is gone');
    async function* failing() {
      for (let i = 0; ; ++i) {
        if (i === at) throw thrown;
        yield { 企业名称: `第${i}石英有限公司`, 经营范围: '石英坩埚生产' };
      }
    }
    await assert.rejects(all(session.matches(failing())), (error) => error === thrown);
  }
  await noneLeft();
});

test('what cannot be used is told as by match()', async () => {
  const told = ({ name, code, messages, problems, json }) => ({ name, code, messages, problems, json });
  for (const firms of [[], [{ 名字: '甲', 经营范围: '餐饮' }], [{}]]) {
    const wanted = await session.match(firms).catch(told);
    assert.deepEqual(await all(session.matches(firms)).catch(told), wanted);
    assert.ok(wanted.problems.length > 0);
  }
  // What is no cell or no firm is found here: the same texts and place.
  for (const firms of [[{ 企业名称: '甲' }, { 企业名称: '乙', 'a/b~': {} }], [{ 企业名称: '甲' }, 5]]) {
    const wanted = await session.match(firms).catch((error) => error);
    const error = await all(session.matches(firms)).catch((caught) => caught);
    assert.ok(error instanceof LiantuError);
    assert.equal(error.code, codes.BAD_INPUT);
    assert.deepEqual(error.messages, wanted.messages);
    assert.equal(error.problems[0].where, wanted.problems[0].where);
  }
  function* further() {
    for (let i = 0; i < 5000; ++i) yield { 企业名称: `甲${i}`, [i < 4500 ? '经营范围' : '另一列']: '餐饮' };
  }
  await assert.rejects(all(session.matches(further())), (error) => error.code === codes.BAD_INPUT && error.problems[0].where === '/4500/另一列');
  for (const firms of ['firms.csv', 5, null, undefined, { 企业名称: '甲' }]) assert.throws(() => session.matches(firms), TypeError);
  await noneLeft();
});

test('a stream stays good without its session, and a closed session gives none', async () => {
  const other = await liantu.open({ data: sample.data, chain: 'quartz' });
  const matches = other.matches(sample.madeUp(100));
  const first = await matches.next();
  other.close();
  assert.equal(first.value.chain, 'quartz');
  assert.equal((await all(matches)).length, 49);
  assert.throws(() => other.matches([]), (error) => error.code === codes.MISUSE && error.messages.en === 'the session is closed');
});

test('a signal stops it', async () => {
  const cancelled = { name: 'AbortError', code: codes.CANCELLED };
  await assert.rejects(all(session.matches([], { signal: AbortSignal.abort() })), cancelled);
  const control = new AbortController();
  const cause = new Error('the user left');
  let read = 0;
  async function* slow() {
    while (true) {
      if (++read === 6000) control.abort(cause);
      yield { 企业名称: `第${read}石英有限公司`, 经营范围: '石英坩埚生产' };
    }
  }
  await assert.rejects(all(session.matches(slow(), { signal: control.signal })), (error) => error.name === 'AbortError' && error.cause === cause);
  await noneLeft();
});

test('several at a time, while the event loop turns', async () => {
  let turns = 0;
  const timer = setInterval(() => ++turns, 1);
  const answers = await Promise.all(Array.from({ length: 3 }, () => all(session.matches(sample.madeUp(10000)))));
  clearInterval(timer);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.ok(turns > 20, `${turns} turns`);
});

/** A script in a process of its own; a hang fails. */
function run(script, flags = []) {
  const head = `const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
    const sample = require(${JSON.stringify(path.join(__dirname, 'sample.js'))});`;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...flags, '-e', `${head}\n(async () => {${script}})();`],
    { encoding: 'utf8', timeout: 120_000 });
  return { status, text: stdout + stderr + (error ?? '') };
}

test('a process ends with a stream under way', () => {
  const begun = 'const session = await liantu.open({ data: sample.data }); const matches = session.matches(sample.madeUp(1000000)); await matches.next();';
  for (const [how, status] of [['process.exit(3);', 3], ['setTimeout(() => { throw new Error("unexpected"); }, 20);', 1], ['', 0]]) {
    const ended = run(begun + how);
    assert.equal(ended.status, status, `${how}: ${ended.text}`);
  }
  const worker = run(`
    const { Worker } = require('node:worker_threads');
    const worker = new Worker(\`
      const liantu = require(${JSON.stringify(path.join(__dirname, '..'))});
      const sample = require(${JSON.stringify(path.join(__dirname, 'sample.js'))});
      (async () => {
        const session = await liantu.open({ data: sample.data, chain: 'quartz' });
        for await (const match of session.matches(sample.madeUp(1000000))) require('node:worker_threads').parentPort.postMessage('on');
      })();\`, { eval: true });
    worker.once('message', async () => { await worker.terminate(); console.log('ended'); });`);
  assert.deepEqual(worker, { status: 0, text: 'ended\n' });
});

test('memory does not grow with the table', () => {
  const { status, text } = run(`
    const fs = require('node:fs');
    const session = await liantu.open({ data: sample.data });
    const resident = (id) => Number(/VmRSS:\\s*(\\d+)/.exec(fs.readFileSync('/proc/' + id + '/status', 'utf8'))?.[1] ?? 0);
    const child = () => fs.readdirSync('/proc').find((id) => {
      try { return fs.readFileSync('/proc/' + id + '/stat', 'utf8').split(') ')[1].split(' ')[1] === String(process.pid); } catch { return false; }
    });
    const count = 200000;
    let quarter = null;
    let most = [0, 0];
    let matches = 0;
    const begun = Date.now();
    for await (const { row } of session.matches(sample.madeUp(count))) {
      if (++matches % 20000 !== 0) continue;
      global.gc();
      const now = [resident('self'), child() ? resident(child()) : 0];
      if (row > count / 4 && !quarter) quarter = now;
      most = most.map((value, i) => Math.max(value, now[i]));
    }
    console.log(count + ' firms, ' + matches + ' matches in ' + (Date.now() - begun) / 1000 + ' s; resident, here and there: '
      + quarter.map((kb) => Math.round(kb / 1024)) + ' MB after a quarter, ' + most.map((kb) => Math.round(kb / 1024)) + ' MB at most');
    process.exit(most.every((value, i) => value - quarter[i] < 60 * 1024) ? 0 : 1);`, ['--expose-gc', '--max-old-space-size=64']);
  console.log(text);
  assert.equal(status, 0, text);
});
