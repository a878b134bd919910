'use strict';
// 10,000 match calls, 1,000 maps and some streams after a warm-up: memory grows by less than 5 MB, or this fails.
//   node --expose-gc leak.js

const liantu = require('.');
const sample = require('./tests/sample.js');

const LIMIT = 5 << 20;

// What is resident after collecting, at its lowest of a few looks.
function resident() {
  let low = Infinity;
  for (let i = 0; i < 5; ++i) {
    global.gc();
    low = Math.min(low, process.memoryUsage.rss());
  }
  return low;
}

async function grows(what, warm, count, call) {
  for (let i = 0; i < warm; ++i) await call();
  const before = resident();
  for (let i = 0; i < count; ++i) await call();
  const growth = resident() - before;
  console.log(`${what}: ${count} calls, ${(growth / (1 << 20)).toFixed(2)} MB`);
  return growth;
}

async function main() {
  const session = await liantu.open({ data: sample.data, chain: 'quartz' });
  const study = await session.study({ firms: sample.firms, county: sample.county, chain: 'quartz', date: '2026-09-30' });
  const firms = [...sample.madeUp(4)];
  const misused = () => study.publish('map.gif').catch((error) => error.json);
  const some = [...sample.madeUp(2000)];
  const streamed = async () => {
    for await (const match of session.matches(some)) if (match.row > 1500) break;
  };
  const growths = [
    await grows('match', 2000, 10000, () => session.match(firms)),
    await grows('map', 200, 1000, () => study.publish('map.svg')),
    await grows('error', 500, 2000, misused),
    await grows('stream of matches, left early', 80, 100, streamed),
  ];
  study.close();
  session.close();
  return growths.every((growth) => growth < LIMIT) ? 0 : 1;
}

main().then((code) => {
  process.exitCode = code;
});
