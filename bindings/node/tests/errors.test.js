'use strict';
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const liantu = require('..');
const sample = require('./sample.js');

const { codes, LiantuError } = liantu;
let session;

before(() => {
  session = liantu.openSync({ data: sample.data });
});
after(() => session.close());

const study = (more) => session.study({ firms: sample.firms, county: sample.county, ...more });

test('input that cannot be used is told place by place, in both languages', async () => {
  const error = await study({ county: { schema_version: 1 } }).catch((caught) => caught);
  assert.ok(error instanceof LiantuError && error instanceof Error);
  assert.equal(error.name, 'LiantuError');
  assert.equal(error.code, codes.BAD_INPUT);
  assert.equal(error.codeName, 'BAD_INPUT');
  assert.match(error.messages.zh, /[\u4e00-\u9fff]/);
  assert.match(error.messages.en, /[a-z]/);
  assert.ok(error.message.startsWith(error.messages.zh) && error.message.endsWith(error.messages.en));
  assert.ok(error.problems.length > 0);
  for (const problem of error.problems) {
    assert.deepEqual(Object.keys(problem), ['file', 'where', 'pointer', 'found', 'wanted', 'remedy']);
    assert.equal(problem.pointer, problem.where);
  }
  assert.deepEqual(JSON.parse(error.json), { code: error.code, problems: error.problems });
});

test('a call that is wrong is told', async () => {
  const misuse = { name: 'LiantuError', code: codes.MISUSE };
  await assert.rejects(liantu.open({ data: sample.data, colour: 'red' }), misuse);
  await assert.rejects(study({ dates: '2026' }), (error) => error.code === codes.MISUSE && error.problems[0].where.includes('dates'));
  await assert.rejects(session.chain('none'), misuse);
  assert.throws(() => session.jsonSync('all'), misuse);
  const made = await study();
  assert.throws(() => made.publishSync('map.gif'), misuse);
  await assert.rejects(made.explain(['quartz:none']), misuse);
  await assert.rejects(made.explain([]), misuse);
  await assert.rejects(made.targets({ lang: 'fr' }), misuse);
  made.close();
  await assert.rejects(session.match('[{'), { code: codes.BAD_INPUT });
  await assert.rejects(study({ onProgress: 5 }), TypeError);
  await assert.rejects(session.study({ firms: { 企业名称: '甲' } }), TypeError);
  await assert.rejects(liantu.open('quartz'), TypeError);
  assert.throws(() => new liantu.Session(1n), TypeError);
  assert.throws(() => new liantu.Study(), TypeError);
});

test('what is closed says so', async () => {
  const other = await liantu.open({ data: sample.data, chain: 'quartz' });
  const made = await other.study({ firms: sample.firms });
  other.close();
  other.close();
  assert.equal(other.closed, true);
  const shut = (error) => error.code === codes.MISUSE && error.messages.zh === '会话已经关闭' && error.messages.en === 'the session is closed';
  assert.throws(() => other.matchSync([]), shut);
  await assert.rejects(other.match([]), shut);
  await assert.rejects(other.study({ firms: sample.firms }), shut);
  assert.ok((await made.gaps()).length > 0, 'a study stays good without its session');
  made.close();
  made.close();
  assert.throws(() => made.publishSync('map.svg'), { code: codes.MISUSE, message: /分析已经关闭/ });
  await assert.rejects(made.targets(), { code: codes.MISUSE });
});

test('closing waits for calls under way', async () => {
  const made = await study();
  const wanted = made.publishSync('map.svg', { chain: 'quartz' });
  const maps = Array.from({ length: 20 }, () => made.publish('map.svg', { chain: 'quartz' }));
  made.close();
  assert.equal(made.closed, true);
  await assert.rejects(made.publish('map.svg', { chain: 'quartz' }), { code: codes.MISUSE });
  for (const map of maps) assert.ok((await map).equals(wanted));
  const other = await liantu.open({ data: sample.data, chain: 'quartz' });
  const coming = other.study({ firms: sample.madeUp(3000) });
  other.close();
  const late = await coming;
  assert.equal(late.runSync().reading.firms, 3000);
  late.close();
});

test('using closes', { skip: Symbol.dispose ? false : 'no Symbol.dispose' }, async () => {
  const made = await study();
  made[Symbol.dispose]();
  assert.equal(made.closed, true);
});

test('progress is told, in order', async () => {
  for (const how of ['study', 'studySync']) {
    const told = [];
    const made = await session[how]({ firms: sample.madeUp(10000), chain: 'quartz', onProgress: (one) => told.push(one) });
    made.close();
    const steps = [...new Set(told.map(({ step }) => step))];
    for (const step of ['match', 'analyse', 'verify']) assert.ok(steps.includes(step), `${how}: ${steps}`);
    const counts = told.filter(({ step }) => step === 'match').map(({ done }) => done);
    assert.ok(counts.length >= 2 && counts.at(-1) > 4000, `${how}: ${counts}`);
    assert.deepEqual(counts, [...counts].sort((a, b) => a - b));
  }
});

test('what a progress callback throws stops the study and comes out', async () => {
  for (const how of ['study', 'studySync']) {
    let calls = 0;
    const thrown = new RangeError('enough');
    const run = async () => session[how]({ firms: sample.madeUp(20000), onProgress: () => {
      ++calls;
      throw thrown;
    } });
    await assert.rejects(run(), (error) => error === thrown);
    assert.equal(calls, 1);
  }
});

test('a session cannot be used in its progress callback, but closed', async () => {
  for (const how of ['study', 'studySync']) {
    const other = await liantu.open({ data: sample.data, chain: 'quartz' });
    let caught;
    const made = await other[how]({ firms: sample.firms, onProgress: () => {
      try {
        other.matchSync([]);
      } catch (error) {
        caught ??= error;
      }
      other.close();
    } });
    assert.match(caught.messages.en, /cannot be used in its progress callback|is closed/);
    assert.equal(caught.code, codes.MISUSE);
    assert.ok(made.gapsSync().length > 0);
    made.close();
  }
});

test('a signal stops a study', async () => {
  const cancelled = { name: 'AbortError', code: codes.CANCELLED };
  await assert.rejects(study({ signal: AbortSignal.abort() }), cancelled);
  assert.throws(() => session.studySync({ firms: sample.firms, signal: AbortSignal.abort() }), cancelled);

  const control = new AbortController();
  let steps = 0;
  const cause = new Error('the user left');
  const stopped = study({ firms: sample.madeUp(20000), signal: control.signal, onProgress: () => {
    if (++steps === 1) control.abort(cause);
  } });
  await assert.rejects(stopped, (error) => error instanceof LiantuError && error.name === 'AbortError' && error.cause === cause);
  assert.equal(steps, 1);

  // Without a callback, and while the firms are still coming.
  await assert.rejects(study({ firms: sample.madeUp(30000), depth: 'visits', signal: AbortSignal.timeout(1) }),
    (error) => error.name === 'AbortError' && error.cause.name === 'TimeoutError');
  const endless = new AbortController();
  async function* firms() {
    for (let i = 0; ; ++i) {
      if (i === 5000) endless.abort();
      yield { 企业名称: `甲${i}` };
    }
  }
  await assert.rejects(study({ firms: firms(), signal: endless.signal }), cancelled);

  const within = new AbortController();
  assert.throws(() => session.studySync({ firms: sample.firms, signal: within.signal, onProgress: () => within.abort() }), cancelled);

  // One that is not raised does nothing, and is let go of.
  const calm = new AbortController();
  const made = await study({ signal: calm.signal });
  calm.abort();
  assert.ok(made.gapsSync().length > 0);
  made.close();
});

test('an error of the library comes out of a study that is listened to', async () => {
  await assert.rejects(study({ firms: 'none.csv', onProgress: () => {} }), { code: codes.BAD_INPUT });
  await assert.rejects(study({ date: 'yesterday', signal: new AbortController().signal }), { code: codes.MISUSE });
  const sequence = (async function* () {
    yield { 企业名称: '甲' };
    throw new Error('the database is gone');
  })();
  await assert.rejects(study({ firms: sequence }), /the database is gone/);
});
