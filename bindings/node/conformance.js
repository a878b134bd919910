#!/usr/bin/env node
'use strict';
// The conformance suite through this package:  conformance.js CASES [--async]
// Prints the bytes of bindings/conformance/driver.c.

const fs = require('node:fs');
const liantu = require('./index.js');

function show(line, bytes, error) {
  const body = error ? Buffer.from(error.json) : Buffer.from(bytes);
  fs.writeSync(1, `> ${line} ${error ? error.code : 0} ${body.length}\n`);
  for (let at = 0; at < body.length;) at += fs.writeSync(1, body, at);
  fs.writeSync(1, '\n');
}

// Each call by either set of methods.
function calls(sync) {
  const name = (method) => (sync ? `${method}Sync` : method);
  return {
    async open(state, options) {
      const session = await liantu[name('open')](JSON.parse(options));
      state.study?.close();
      state.session?.close();
      Object.assign(state, { session, study: undefined });
      return '';
    },
    known: (state, what) => state.session[name('json')](what),
    match: (state, firms) => state.session[name('matchJson')](firms),
    async study(state, options) {
      const study = await state.session[name('study')](JSON.parse(options));
      state.study?.close();
      state.study = study;
      return '';
    },
    json: (state, what, options) => state.study[name('json')](what, JSON.parse(options)),
    publish: (state, what, options) => state.study[name('publish')](what, JSON.parse(options)),
  };
}

async function main([cases, how]) {
  if (!cases) {
    console.error('usage: conformance.js CASES [--async]');
    return 2;
  }
  const by = calls(how !== '--async');
  const state = {};
  for (const [index, line] of fs.readFileSync(cases, 'utf8').split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [call, ...parts] = line.split('\t');
    if (!by[call]) {
      console.error(`line ${index + 1}: no call ${call}`);
      return 2;
    }
    try {
      show(index + 1, await by[call](state, ...parts));
    } catch (error) {
      if (!(error instanceof liantu.LiantuError)) throw error;
      show(index + 1, null, error);
    }
  }
  state.study?.close();
  state.session?.close();
  return 0;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
