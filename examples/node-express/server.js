#!/usr/bin/env node
'use strict';
// 一张企业表的图谱、目标清单、工作簿，只读，不收上传。
// The map, the targets and the workbook of one table of firms; nothing is uploaded.
//   PORT=8080 node server.js FIRMS.csv [COUNTY.json]
//   DATABASE=postgres://… QUERY='SELECT …' node server.js
// What it shows is internal: it listens on 127.0.0.1 only; put what asks who is there before it.

const express = require('express');
const liantu = require('liantu');
const { firmsOf } = require('./firms.js');

/** What `study` shows, each made once, when it is first asked for. */
function appOf(study) {
  const app = express();
  app.disable('x-powered-by');
  const made = new Map();
  const once = (name, make) => {
    if (!made.has(name)) made.set(name, make().catch((error) => {
      made.delete(name);
      throw error;
    }));
    return made.get(name);
  };
  const lang = (request) => (request.query.lang === 'en' ? 'en' : 'zh');

  app.get('/', (request, response) => response.redirect('map.html'));
  for (const name of ['map.html', 'lists.xlsx']) {
    app.get(`/${name}`, async (request, response) => {
      const of = { lang: lang(request) };
      const bytes = await once(`${name} ${of.lang}`, () => study.publish(name, of));
      response.type(name.split('.')[1]).send(bytes);
    });
  }
  app.get('/targets', async (request, response) => {
    const of = { lang: lang(request) };
    response.type('json').send(await once(`targets ${of.lang}`, () => study.json('targets', of)));
  });
  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    console.error(error);
    const messages = error instanceof liantu.LiantuError ? error.messages : { zh: '服务出错', en: 'the server failed' };
    return response.status(500).json(messages);
  });
  return app;
}

async function main([firms, county]) {
  const session = await liantu.open();
  const study = await session.study({
    firms: await firmsOf({ firms, database: process.env.DATABASE, query: process.env.QUERY }),
    county,
    date: process.env.DATE,
  });
  session.close(); // the study keeps what it needs
  const server = appOf(study).listen(Number(process.env.PORT ?? 8080), '127.0.0.1', (error) => {
    if (error) throw error;
    console.log(`http://127.0.0.1:${server.address().port}/`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => study.close());
      server.closeAllConnections(); // what is kept alive would hold it
    });
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

module.exports = { appOf };
