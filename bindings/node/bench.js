#!/usr/bin/env node
'use strict';
// Targets of a table, as objects in, beside the command-line tool on the same firms:
//   bench.js LIANTU FIRMS.csv [LOOPS]        (FIRMS.csv: make_firms 100000 > FIRMS.csv)

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const liantu = require('.');
const { data, rowsOf } = require('./tests/sample.js');

const seconds = (from) => Number(process.hrtime.bigint() - from) / 1e9;
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

async function timed(loops, work) {
  const times = [];
  let result;
  for (let i = 0; i < loops; ++i) {
    const from = process.hrtime.bigint();
    result = await work();
    times.push(seconds(from));
  }
  return { result, time: middle(times) };
}

async function main([tool, table, loops = 3]) {
  if (!table) {
    console.error('usage: bench.js LIANTU FIRMS.csv [LOOPS]');
    return 2;
  }
  const rows = rowsOf(table);
  const targets = async (firms, more) => {
    const session = await liantu.open({ data });
    const study = await session.study({ firms, date: '2026-09-30', ...more });
    const out = await study.json('targets');
    study.close();
    session.close();
    return out;
  };
  const cli = await timed(Number(loops), () => execFileSync(tool,
    ['targets', '--firms', table, '--date', '2026-09-30', '--format', 'json'], { env: { ...process.env, LIANTU_DATA: data }, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  const path = await timed(Number(loops), () => targets(table));
  const objects = await timed(Number(loops), () => targets(rows));
  const told = await timed(Number(loops), () => targets(rows, { onProgress: () => {} }));
  let longest = 0; // what the event loop stands still for while objects are handed over
  let last = performance.now();
  const look = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await targets(rows);
  clearInterval(look);
  assert.deepEqual(JSON.parse(objects.result), JSON.parse(path.result));
  assert.deepEqual(JSON.parse(told.result), JSON.parse(path.result));
  console.log(`${rows.length} firms, middle of ${loops}`);
  for (const [name, { time }] of Object.entries({ 'command line, CSV': cli, 'Node, CSV': path, 'Node, objects': objects, 'Node, objects, progress': told }))
    console.log(`  ${name.padEnd(26)}${time.toFixed(2)} s`);
  console.log(`  event loop still for at most ${longest.toFixed(0)} ms`);
  return 0;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
