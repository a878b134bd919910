'use strict';
// Where the firms come from: a file, or a query of a database whose columns are named as headers of a table of firms,
//   SELECT name AS 企业名称, scope AS 经营范围, founded AS 成立日期 FROM firm

async function fromPostgres(url, query) {
  const { Client } = require('pg'); // npm install pg
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

function openSqlite(file) {
  let Database;
  try {
    ({ DatabaseSync: Database } = require('node:sqlite')); // Node 22.5 on
    return new Database(file, { readOnly: true });
  } catch (error) {
    if (Database || error.code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw error;
  }
  return new (require('better-sqlite3'))(file, { readonly: true }); // npm install better-sqlite3
}

function fromSqlite(file, query) {
  const database = openSqlite(file);
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

/** FIRMS of FIRMS.csv, FIRMS.xlsx; or QUERY of DATABASE, postgres://… or a file of SQLite. */
async function firmsOf({ firms, database, query }) {
  if (firms) return firms;
  if (!database || !query) throw new Error('给出企业表，或 DATABASE 与 QUERY · give a table of firms, or DATABASE and QUERY');
  return /^postgres(ql)?:/.test(database) ? fromPostgres(database, query) : fromSqlite(database, query);
}

module.exports = { firmsOf };
