// The page of `liantu serve` as an official uses it, in Chromium: from upload to download.  tests/browser/run [TOOL]
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { root } from "./made.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const sample = join(root, "data/samples/demo-county");
const folder = mkdtempSync(join(tmpdir(), "liantu-serve-page-"));
let server;
let address;
let browser;

before(async () => {
  const tool = resolve(process.env.LIANTU ?? join(root, "build/release/bin/liantu"));
  server = spawn(tool, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  address = await new Promise((done, failed) => {
    server.stdout.on("data", (told) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(told));
      if (found) done(found[0]);
    });
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  server?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

// Opens the page and wants it to have been silent, and to have asked nobody but its server.
async function open(query, look, viewport = { width: 1280, height: 900 }) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("console", (message) => /status of [45]\d\d/.test(message.text()) || wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("request", (request) => request.url().startsWith(address) || request.url().startsWith("data:") || wrong.push(`request: ${request.url()}`));
  await page.setViewport(viewport);
  await page.goto(address + query);
  await page.waitForSelector("html[data-ready]");
  await look(page);
  assert.deepEqual(wrong, []);
  await page.close();
}

async function clean(page) {
  // In a world of its own: the page's policy keeps other scripts out.
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 80)).join(" | ")}`), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing hangs over the edge");
}

async function choose(page, name, ...files) {
  const input = await page.$(`input[name=${name}]`);
  await input.uploadFile(...files);
}

const shown = (page, id) => page.waitForSelector(`#${id}:not([hidden])`, { timeout: 60000 });
const text = (page, selector) => page.$eval(selector, (one) => one.innerText);

async function downloads(page, press, ending) {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const known = new Set(readdirSync(folder));
  await press();
  for (let i = 0; i < 200; ++i) {
    const name = readdirSync(folder).find((one) => !known.has(one) && one.endsWith(ending));
    if (name && statSync(join(folder, name)).size > 0) return name;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nothing that ends in ${ending} was downloaded: ${readdirSync(folder)}`);
}

test("from upload to download, by keyboard", async () => {
  await open("", async (page) => {
    await clean(page);
    const template = await downloads(page, () => page.click('a[href^="/api/v1/templates/firms.xlsx"]'), ".xlsx");
    assert.equal(template, "企业表模板.xlsx");
    await choose(page, "firms", join(sample, "firms.csv"));
    await choose(page, "county", join(sample, "county.json"));
    await page.focus("#do-check");
    await page.keyboard.press("Enter");
    await shown(page, "check");
    assert.equal(await page.evaluate(() => document.activeElement.id), "check-title", "where a reader of the screen goes on");
    const found = await text(page, "#found");
    for (const word of ["可以计算", "195", "数据等级", "缺的列", "石英新材料"]) assert.ok(found.includes(word), word);
    assert.equal(await text(page, "#steps [aria-current]"), "数据体检");
    await clean(page);
    await page.focus("#do-analyse");
    await page.keyboard.press("Enter");
    await shown(page, "progress");
    await shown(page, "after");
    const cards = await page.$$eval(".cards h3", (titles) => titles.map((title) => title.textContent));
    assert.ok(["产业链图谱", "清单（Excel）", "报告（网页）"].every((title) => cards.includes(title)), cards.join());
    await clean(page);
    const lists = await downloads(page, () => page.click('a[href*="lists.xlsx"]'), ".xlsx");
    assert.equal(lists, "清单.xlsx");
    assert.equal(readFileSync(join(folder, lists)).subarray(0, 2).toString(), "PK");
    assert.equal(await downloads(page, () => page.click('a[href*="all.zip"]'), ".zip"), "全部成果.zip");
    const [map] = await Promise.all([new Promise((done) => browser.once("targetcreated", (target) => done(target.page()))), page.click('a[href*="map.html"][target]')]);
    const wrong = [];
    map.on("pageerror", (error) => wrong.push(error.message));
    await map.waitForSelector("html[data-ready]", { timeout: 30000 });
    await map.click('g.node[data-node="quartz-sand"]');
    await map.waitForFunction(() => location.hash.startsWith("#node="));
    assert.equal(await map.evaluate(() => window.origin), "null", "the map can reach nothing of the service");
    assert.deepEqual(wrong, []);
    await map.close();
    await page.click("#again");
    await shown(page, "upload");
    assert.equal(await page.evaluate(() => document.activeElement.id), "upload-title");
  });
});

test("a bad table is told in words, and mended", async () => {
  const bad = join(folder, "没有表头.csv");
  writeFileSync(bad, "甲,乙\n1,2\n");
  await open("", async (page) => {
    await page.click("#do-check");
    assert.match(await text(page, "#problem"), /请先选择企业表/);
    await choose(page, "firms", bad);
    await page.click("#do-check");
    await shown(page, "check");
    assert.match(await text(page, "#found"), /还不能计算[^]*没有表头\.csv[^]*企业名称/);
    assert.equal(await page.$eval("#do-analyse", (button) => button.hidden), true);
    await clean(page);
    await page.click("#back");
    await choose(page, "firms", join(sample, "firms.csv"));
    await page.click("#do-check");
    await page.waitForFunction(() => document.querySelector("#found").innerText.includes("可以计算"), { timeout: 60000 });
  });
});

test("in English, and on a telephone", async () => {
  await open("?lang=en", async (page) => {
    assert.match(await text(page, "h1"), /liantu/);
    assert.equal(await page.$$eval("[data-en]", (all) => all.filter((one) => /[一-鿿]/.test(one.textContent)).length), 0);
    await clean(page);
    await choose(page, "firms", join(sample, "firms.csv"));
    await page.click("#do-check");
    await shown(page, "check");
    assert.match(await text(page, "#found"), /Ready/);
    await clean(page);
  }, { width: 400, height: 800 });
});

test("the server that is gone is told", async () => {
  await open("", async (page) => {
    await page.setOfflineMode(true);
    await choose(page, "firms", join(sample, "firms.csv"));
    await page.click("#do-check");
    await shown(page, "problem");
    assert.match(await text(page, "#problem"), /连不上服务/);
    await page.evaluate(() => console.clear());
  }).catch((error) => {
    if (!/ERR_INTERNET_DISCONNECTED/.test(error.message)) throw error;
  });
});
