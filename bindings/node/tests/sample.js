'use strict';
// The sample county, which is made up, and its table as objects.

const fs = require('node:fs');
const path = require('node:path');

const data = process.env.LIANTU_DATA ?? path.join(__dirname, '..', '..', '..', 'data');
const county = path.join(data, 'samples', 'demo-county', 'county.json');
const firms = path.join(data, 'samples', 'demo-county', 'firms.csv');

/** Rows of a CSV as objects, by header. */
function rowsOf(file) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') {
      quoted = true;
    } else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell.replace(/\r$/, ''));
      cell = '';
      if (c === '\n') rows.push([]);
    } else {
      cell += c;
    }
  }
  if (cell !== '' || rows.at(-1).length > 0) rows.at(-1).push(cell);
  const [header, ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

/** So many made-up firms. */
function* madeUp(count) {
  const scopes = ['高纯石英砂、石英坩埚的生产、销售', '奶牛养殖；生鲜乳收购', '五金、建材零售', '光伏支架制造'];
  for (let i = 0; i < count; ++i) yield { 企业名称: `虚构省云石县第${i}号有限公司`, 经营范围: scopes[i % scopes.length], 参保人数: i % 90 };
}

module.exports = { county, data, firms, madeUp, rowsOf };
