// All HTML and SVG that ../cli/hostile.py makes of hostile names, opened in Chromium: nothing runs, nothing is asked for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { root, tool } from "./made.mjs";

const folder = mkdtempSync(join(tmpdir(), "liantu-hostile-"));
let browser;

before(async () => {
  execFileSync("/usr/bin/python3", ["-B", join(root, "tests/cli/hostile.py"), tool, join(root, "data"), folder], { stdio: "inherit" });
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// What happens when the file is opened, beside its being shown.
async function happens(file) {
  const out = [];
  const page = await browser.newPage();
  page.on("dialog", (dialog) => {
    out.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => out.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => out.push(`error: ${error.message}`));
  const url = pathToFileURL(file).href;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const address = request.url();
    if (address !== url && !address.startsWith("data:")) out.push(`request: ${address.slice(0, 200)}`);
    void request.continue();
  });
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  await page.close();
  return out;
}

test("nothing runs in what is made of hostile names", async () => {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(html|svg)$/.test(name));
  assert.ok(files.length >= 10, `${files}`);
  for (const name of files) assert.deepEqual(await happens(join(folder, name)), [], name);
});
