'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { pathToFileURL } = require('node:url');
const liantu = require('..');
const sample = require('./sample.js');

const asked = { county: sample.county, date: '2026-09-30' };
let session;
let study;

before(async () => {
  session = await liantu.open({ data: sample.data });
  study = await session.study({ firms: sample.firms, ...asked });
});
after(() => {
  study.close();
  session.close();
});

test('a session tells its chains and policy', async () => {
  const files = fs.readdirSync(`${sample.data}/chains`).filter((name) => name.endsWith('.json'));
  const chains = await session.chains();
  assert.equal(chains.length, files.length);
  const quartz = chains.find(({ id }) => id === 'quartz');
  assert.equal(quartz.name, '石英新材料');
  assert.equal((await session.chain('quartz')).nodes.length, quartz.nodes);
  assert.ok((await session.policy()).rank);
  assert.match(liantu.version(), /^\d+\.\d+\.\d+$/);
});

test('firms are matched, and what spoke for it is told', async () => {
  const firms = [{ 企业名称: '甲石英有限公司', 经营范围: '光伏石英坩埚生产' }, { 企业名称: '乙', 经营范围: '餐饮服务' }];
  const matches = await session.match(firms);
  const [match] = matches.filter(({ chain }) => chain === 'quartz');
  assert.equal(match.firm, '甲石英有限公司');
  assert.equal(match.node, 'crucible-pv');
  assert.ok(match.evidence[0].text.includes('石英坩埚'));
  assert.deepEqual(session.matchSync(JSON.stringify(firms)), matches);
  await assert.rejects(session.match([]), { code: liantu.codes.BAD_INPUT }); // an empty table is none
});

test('a study answers by both sets of methods alike', async () => {
  assert.equal((await study.run()).reading.firms, 195); // README of the sample: 200 rows, 2 duplicates, 3 gone
  const coverage = await study.coverage();
  const mining = coverage.nodes.find(({ node }) => node === 'quartz-mining');
  assert.equal(mining.firms, 12);
  assert.equal(mining.state, 'strong');
  const gaps = await study.gaps();
  const targets = await study.targets();
  assert.equal(targets[0].rank, 1);
  assert.ok(gaps.some(({ id }) => id === targets[0].id));
  assert.match((await study.targets({ lang: 'en' }))[0].reason, /[a-z]{3}/);
  const told = await study.explain(['quartz:crucible-pv', targets[0].id]);
  assert.deepEqual(told.nodes.map(({ id }) => id), ['quartz:crucible-pv', targets[0].id]);
  assert.deepEqual(study.coverageSync(), coverage);
  assert.deepEqual(study.gapsSync(), gaps);
  assert.deepEqual(study.targetsSync(), targets);
  assert.deepEqual(study.explainSync(['quartz:crucible-pv', targets[0].id]), told);
  assert.deepEqual(study.runSync(), await study.run());
});

test('publications are buffers', async () => {
  const begins = { 'map.pdf': '%PDF-', 'map.png': '\x89PNG', 'lists.xlsx': 'PK', 'map.svg': '<svg', 'map.html': '<!doctype html>' };
  for (const [what, magic] of Object.entries(begins)) {
    const options = what.startsWith('map.') && what !== 'map.html' ? { chain: 'quartz' } : {};
    const bytes = await study.publish(what, options);
    assert.ok(Buffer.isBuffer(bytes));
    const head = bytes.subarray(0, 200).toString('latin1');
    assert.ok(head.includes(magic) || head.toLowerCase().includes(magic), `${what}: ${head}`);
    assert.ok(study.publishSync(what, options).equals(bytes), what);
  }
  const small = await study.publish('map.png', { chain: 'quartz', dpi: 36 });
  const large = await study.publish('map.png', { chain: 'quartz', dpi: 144 });
  assert.ok(large.readUInt32BE(16) > 3 * small.readUInt32BE(16));
});

test('a path, a URL, objects and a sequence give the same targets', async () => {
  const rows = sample.rowsOf(sample.firms);
  assert.equal(rows.length, 200);
  const wanted = study.targetsSync();
  async function* sequence() {
    for (const row of rows) yield row;
  }
  for (const firms of [pathToFileURL(sample.firms), rows, new Set(rows), sequence()]) {
    const other = await session.study({ firms, ...asked });
    assert.deepEqual(other.targetsSync(), wanted);
    other.close();
  }
  const sync = session.studySync({ firms: rows, ...asked });
  assert.deepEqual(sync.targetsSync(), wanted);
  sync.close();
});

test('firms of several batches all arrive, in order', async () => {
  for (const count of [1, 999, 1000, 1001, 2500]) {
    const made = await session.study({ firms: sample.madeUp(count), chain: 'quartz', depth: 'numbers' });
    assert.equal(made.runSync().reading.firms, count);
    made.close();
  }
  await assert.rejects(session.study({ firms: [], chain: 'quartz' }), { code: liantu.codes.BAD_INPUT });
});

test('cells are told as a table would', () => {
  process.env.TZ = 'Asia/Shanghai';
  const { firmsText } = require('../rows.js');
  const firm = { 成立日期: new Date(2016, 4, 20), 参保人数: 12n, 关: new Date(NaN), 空: null, 无: undefined, 是: true };
  assert.equal(firmsText([firm]), '[{"成立日期":"2016-05-20","参保人数":"12","关":null,"空":null,"是":true}]');
  assert.ok(firm.成立日期 instanceof Date, 'the row of the caller is left as it was');
});

test('options are named as in JavaScript or as in the documentation', async () => {
  for (const named of [{ tableTitle: '名册', keepColumns: ['产值（万元）'] }, { table_title: '名册', keep_columns: ['产值（万元）'] }]) {
    const made = await session.study({ firms: sample.firms, chain: 'quartz', ...named });
    assert.equal((await made.publish('report.md')).toString().match(/名册/)?.[0], '名册');
    made.close();
  }
});

test('the package is an ES module too', async () => {
  const module = await import('../index.mjs');
  assert.deepEqual(Object.keys(module).filter((key) => key !== 'default').sort(), Object.keys(liantu).sort());
  assert.equal(module.default, liantu);
});

test('the package can be read twice', async () => {
  for (const file of Object.keys(require.cache)) if (file.startsWith(`${require('node:path').dirname(__dirname)}/`) && !file.includes('node_modules')) delete require.cache[file];
  const again = require('..');
  assert.notEqual(again, liantu);
  const other = again.openSync({ data: sample.data, chain: 'quartz' });
  assert.equal(other.chainsSync().length >= 1, true);
  other.close();
});
