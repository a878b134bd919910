'use strict';
// Starts the server on a free port and asks it.  LIANTU_LIBRARY, LIANTU_DATA; POSTGRES: a database to be asked too.
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const sample = path.join(process.env.LIANTU_DATA ?? path.join(__dirname, '..', '..', 'data'), 'samples', 'demo-county');

async function start(args, env) {
  const child = spawn(process.execPath, [path.join(__dirname, 'server.js'), ...args], { env: { ...process.env, PORT: '0', DATE: '2026-09-30', ...env } });
  let said = '';
  child.stderr.on('data', (part) => (said += part));
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => Promise.reject(new Error(said)))]);
  const base = String(line).trim();
  return {
    get: (name) => fetch(base + name),
    async stop() {
      child.kill('SIGTERM');
      const [code, signal] = await once(child, 'close');
      assert.deepEqual({ code, signal, said }, { code: 0, signal: null, said: '' });
    },
  };
}

test('the map, the targets and the workbook of a table', async () => {
  const server = await start([path.join(sample, 'firms.csv'), path.join(sample, 'county.json')]);
  const page = await server.get('');
  assert.equal(page.status, 200);
  assert.ok(page.url.endsWith('/map.html'));
  assert.match(page.headers.get('content-type'), /^text\/html; charset=utf-8/);
  assert.match(await page.text(), /高纯石英砂/);
  const targets = await server.get('targets');
  assert.match(targets.headers.get('content-type'), /^application\/json/);
  assert.equal((await targets.json()).targets[0].rank, 1);
  assert.match((await (await server.get('targets?lang=en')).json()).targets[0].reason, /[a-z]{3}/);
  const book = await server.get('lists.xlsx');
  assert.match(book.headers.get('content-type'), /spreadsheetml/);
  assert.equal(Buffer.from(await book.arrayBuffer()).subarray(0, 2).toString(), 'PK');
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.get('lists.xlsx')));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal((await server.get('firms.csv')).status, 404);
  await server.stop();
});

test('a table that cannot be used is told in both languages, and nothing is served', async () => {
  await assert.rejects(start(['none.csv']), /none\.csv.*[\u4e00-\u9fff][^]*none\.csv/);
  await assert.rejects(start([]), /DATABASE/);
});

const rows = `SELECT '甲石英矿业有限公司' AS "企业名称", '石英岩开采、石英砂加工' AS "经营范围"`;

async function answers(env) {
  const server = await start([], { QUERY: rows, ...env });
  const { targets } = await (await server.get('targets')).json();
  assert.ok(targets.some(({ chain }) => chain === 'quartz'));
  await server.stop();
}

function sqlite() {
  for (const name of ['node:sqlite', 'better-sqlite3']) {
    try {
      return require(name);
    } catch {
      // the next
    }
  }
  return null;
}

test('a query of SQLite', { skip: sqlite() ? false : 'neither node:sqlite nor better-sqlite3' }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'liantu-'));
  try {
    const file = path.join(folder, 'firms.db');
    fs.writeFileSync(file, ''); // an empty file is an empty database
    await answers({ DATABASE: file });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('a query of PostgreSQL', { skip: process.env.POSTGRES ? false : 'POSTGRES is not set' }, async () => {
  await answers({ DATABASE: process.env.POSTGRES, QUERY: `${rows}, DATE '2016-05-20' AS "成立日期"` });
});
