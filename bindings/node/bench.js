#!/usr/bin/env node
'use strict';
// Targets of a table, as objects in, beside the command-line tool on the same firms, by the clock and in processor time
// (which a busy machine does not stretch):
//   bench.js LIANTU FIRMS.csv [LOOPS]        (FIRMS.csv: make_firms 100000 > FIRMS.csv)

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { isDeepStrictEqual } = require('node:util');
const liantu = require('.');
const { data, rowsOf } = require('./tests/sample.js');

const seconds = (from) => Number(process.hrtime.bigint() - from) / 1e9;
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

async function timed(loops, work) {
  const times = [];
  const used = [];
  let result;
  for (let i = 0; i < loops; ++i) {
    const from = process.hrtime.bigint();
    const before = process.cpuUsage();
    const done = await work();
    const { user, system } = process.cpuUsage(before);
    times.push(seconds(from));
    used.push(done.used ?? (user + system) / 1e6);
    result = done.text ?? done;
  }
  return { result, time: middle(times), used: middle(used) };
}

// Bash tells what its child used.
function tool(command, table) {
  const run = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@" 2>/dev/null', command, 'targets', '--firms', table, '--date', '2026-09-30', '--format', 'json'],
    { env: { ...process.env, LC_ALL: 'C.UTF-8', LIANTU_DATA: data }, maxBuffer: 1 << 28, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return { text: run.stdout, used: run.stderr.trim().split(' ').reduce((sum, part) => sum + Number(part), 0) };
}

async function main([command, table, loops = 3]) {
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
  const cli = await timed(Number(loops), () => tool(command, table));
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
  assert.ok(isDeepStrictEqual(JSON.parse(cli.result), JSON.parse(path.result)), 'cli: other targets');
  assert.ok(isDeepStrictEqual(JSON.parse(objects.result), JSON.parse(path.result)), 'objects: other targets');
  assert.ok(isDeepStrictEqual(JSON.parse(told.result), JSON.parse(path.result)), 'told: other targets');
  console.log(`${rows.length} firms, middle of ${loops}`);
  for (const [name, { time, used }] of Object.entries({ 'command line, CSV': cli, 'Node, CSV': path, 'Node, objects': objects, 'Node, objects, progress': told }))
    console.log(`  ${name.padEnd(26)}${time.toFixed(2)} s, ${used.toFixed(2)} s of processors`);
  console.log(`  event loop still for at most ${longest.toFixed(0)} ms`);
  return 0;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
