'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { setTimeout: wait } = require('node:timers/promises');
const { Handle } = require('../handle.js');

const what = { zh: '会话', en: 'session' };

async function collected(until) {
  for (let i = 0; i < 100 && !until(); ++i) {
    global.gc();
    await wait(5);
  }
}

test('a handle that is forgotten is freed once', { skip: global.gc ? false : 'needs --expose-gc' }, async () => {
  const freed = [];
  const free = (pointer) => freed.push(pointer);
  (() => new Handle(1n, free, what))();
  (() => new Handle(2n, free, what).close())();
  assert.deepEqual(freed, [2n]);
  await collected(() => freed.includes(1n));
  assert.deepEqual(freed, [2n, 1n]);
  await wait(20);
  assert.equal(freed.length, 2);
});

test('a handle in use is not freed, even when forgotten', { skip: global.gc ? false : 'needs --expose-gc' }, async () => {
  const freed = [];
  let finish;
  const used = (() => new Handle(3n, (pointer) => freed.push(pointer), what).use(() => new Promise((resolve) => {
    finish = resolve;
  })))();
  for (let i = 0; i < 10; ++i) {
    global.gc();
    await wait(2);
  }
  assert.deepEqual(freed, []);
  finish('done');
  assert.equal(await used, 'done');
  await collected(() => freed.length > 0);
  assert.deepEqual(freed, [3n]);
});

test('a handle closed in use is freed after the last use, whatever the use comes to', async () => {
  const freed = [];
  const handle = new Handle(4n, (pointer) => freed.push(pointer), what);
  let fail;
  const used = handle.use(() => new Promise((_, reject) => {
    fail = reject;
  }));
  handle.useSync(() => handle.close());
  assert.deepEqual(freed, []);
  fail(new Error('no'));
  await assert.rejects(used, /no/);
  assert.deepEqual(freed, [4n]);
  assert.throws(() => handle.useSync(() => 1), { code: 2 });
});
