// map.html as its reader uses it, in Chromium, from a file.  tests/browser/run [TOOL]
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { demo, folder, hostile, hostilePage, largePage, root } from "./made.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const wide = { width: 1366, height: 768 };
const phone = { width: 400, height: 800 };
let browser;
let demoFile;
let hostileFile;

before(async () => {
  demoFile = demo();
  hostileFile = hostilePage();
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

// Opens the page, gives it to `look`, and wants it to have been silent: no error, no dialog, no request but for itself.
async function open(file, hash, viewport, look, theme = "light") {
  const page = await browser.newPage();
  const wrong = [];
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const url = pathToFileURL(file).href;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) wrong.push(`request: ${request.url().slice(0, 200)}`);
    void request.continue();
  });
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(url + hash);
  await page.waitForSelector("html[data-ready]");
  await look(page);
  assert.deepEqual(wrong, []);
  await page.close();
}

const on = (name, hash, look, viewport = wide, theme = "light") => test(name, () => open(demoFile, hash, viewport, look, theme));
const heading = (page) => page.$eval(".detail h2", (h) => h.textContent);
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const transform = (page) => page.$eval(".sheet", (sheet) => sheet.getAttribute("transform"));
const view = (page) => page.$eval("aside", (side) => side.dataset.view);
const shownRows = (page) => page.$$eval("tr[data-node]:not([hidden])", (rows) => rows.length);
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

on("search finds by Chinese, by initials, firms and chains too", "", async (page) => {
  const found = () => page.$$eval("#found li .name", (names) => names.map((name) => name.textContent));
  await page.type(".search input", "高纯石英砂");
  assert.equal((await found())[0], "高纯石英砂");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#node=quartz:high-purity-sand");
  assert.equal(await heading(page), "高纯石英砂");
  await page.type(".search input", "gcsys");
  assert.ok((await found()).includes("高纯石英砂"), "by initials");
  await page.$eval(".search input", (input) => (input.value = ""));
  await page.type(".search input", "RZP");
  assert.ok((await found()).includes("乳制品"), "a chain, by initials in capitals");
  await page.$eval(".search input", (input) => (input.value = ""));
  await page.type(".search input", "鑫砂石英");
  assert.match((await found())[0], /鑫砂石英/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#firm="));
  await page.type(".search input", "没有这样的东西");
  assert.equal(await page.$eval("#found", (list) => list.textContent), "没有找到");
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval("#found", (list) => list.hidden), true);
});

on("filters by state, action and chain; the map and the table agree", "", async (page) => {
  const all = await shownRows(page);
  const press = async (word) => {
    const buttons = await page.$$(".toggle");
    for (const button of buttons) {
      if ((await button.evaluate((face) => face.textContent)).includes(word)) return button.click();
    }
    throw new Error(`no filter ${word}`);
  };
  await press("补链");
  const fill = await shownRows(page);
  assert.ok(fill > 0 && fill < all);
  const actions = await page.$$eval("tr[data-node]:not([hidden]) td:nth-child(3)", (cells) => cells.map((cell) => cell.firstChild.textContent));
  assert.ok(actions.every((action) => action === "补链"));
  await page.select(".targets select", "this");
  const here = await shownRows(page);
  assert.ok(here > 0 && here < fill);
  assert.equal(await page.$$eval("g.node:not(.dim)", (boxes) => boxes.length), here);
  await press("薄弱"); // none of them is weak in this chain
  assert.equal(await shownRows(page), 0);
  assert.ok(await page.$eval(".targets > p", (none) => !none.hidden));
  await page.click(".filters .quiet");
  await page.select(".targets select", "all");
  assert.equal(await shownRows(page), all);
  assert.equal(await page.$$eval("g.node.dim", (boxes) => boxes.length), 0);
});

on("from a node to a firm to a node, and back", "", async (page) => {
  await page.click('g.node[data-node="quartz-sand"]');
  await page.waitForFunction(() => location.hash.startsWith("#node="));
  const first = await hash(page);
  const firm = await page.$eval('.detail a[href^="#firm="]', (link) => link.textContent);
  assert.match(await page.$eval(".detail .entries small", (small) => small.textContent), /把握 \d\.\d\d · /);
  await page.click('.detail a[href^="#firm="]');
  await page.waitForFunction(() => location.hash.startsWith("#firm="));
  assert.equal(await heading(page), firm);
  assert.ok((await page.$$("g.node.chosen")).length > 0, "its nodes are marked on the map");
  await page.click('.detail a[href^="#node="]');
  await page.waitForFunction(() => location.hash.startsWith("#node="));
  await page.goBack();
  await page.waitForFunction((name) => document.querySelector(".detail h2").textContent === name, {}, firm);
  await page.goBack();
  assert.equal(await hash(page), first);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector(".detail h2").textContent === "石英新材料");
  assert.equal((await page.$$("g.node.chosen")).length, 0);
});

on("a node tells why, by which rule, how to win it, and who could come", "#node=quartz:high-purity-sand", async (page) => {
  const text = await page.$eval(".detail", (detail) => detail.innerText);
  for (const word of ["为什么是这个状态", "extend.down", "第 1 名", "稳定性", "本地需求拉动", "途径", "可内培或合作的本地企业", "龙头榜", "适配榜", "供给方", "客户", "必需"])
    assert.ok(text.includes(word), word);
  assert.equal(await page.$$eval(".criteria tbody tr", (rows) => rows.length), 11);
  assert.equal(await page.$eval("g.node.chosen", (box) => box.dataset.node), "high-purity-sand");
  assert.ok((await page.$$("g.node.supplier, g.node.customer")).length > 2);
  assert.notEqual(await transform(page), null, "the map moved to it");
});

on("firms that are not sure stand apart, the first dozen of each", "#node=quartz:quartz-sand", async (page) => {
  const [first, second] = await page.$$eval(".detail section:nth-of-type(2) > ul", (lists) => lists.map((list) => [...list.querySelectorAll("small")].map((small) => Number(/[0-9.]+/.exec(small.textContent)[0]))));
  assert.equal(first.length, 3);
  assert.ok(first.every((confidence) => confidence >= 0.8));
  assert.ok(second.length > 0 && second.every((confidence) => confidence < 0.8));
});

on("a link to what is not there says so", "#node=quartz:%E0%A4%A", async (page) => {
  assert.match(await heading(page), /^本页没有：/);
});

on("hover and choice link the table and the map", "", async (page) => {
  const row = 'tr[data-node]:not([hidden])';
  await page.hover(`${row} td`);
  await page.waitForSelector("g.node.hover");  // Chromium tells of the pointer with the next frame
  assert.equal((await page.$$("g.node.hover")).length, 1);
  await page.hover('g.node[data-node="high-purity-sand"]');
  await page.waitForFunction(() => document.querySelector("tr.hover")?.textContent.includes("高纯石英砂"));
  assert.match(await page.$eval("tr.hover", (found) => found.textContent), /高纯石英砂/);
  await page.click(`${row} td`);
  await page.waitForFunction(() => location.hash.startsWith("#node="));
  assert.equal((await page.$$("tr.chosen")).length, 1);
  assert.equal(await view(page), "detail");
});

// What is drawn of the links of a node, and what the data says of them.
const handed = (page, id) =>
  page.evaluate((node) => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const first = data.nodes.findIndex((one) => one.id === node);
    const chain = data.nodes[first].chain;
    const base = data.nodes.findIndex((one) => one.chain === chain);
    const links = data.chains[chain].links.map(([from, to]) => [from + base, to + base]);
    const box = (place) => document.querySelector(`g.node[data-node="${data.nodes[place].id.split(":")[1]}"] rect`);
    const touches = (point, place) => {
      const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(box(place).getAttribute(name)));
      return point.x > x - 0.2 && point.x < x + w + 0.2 && point.y > y - 0.2 && point.y < y + h + 0.2;
    };
    const ways = (side) => [...document.querySelectorAll(`.ways .${side}:not(.head)`)];
    const marked = (side) => [...document.querySelectorAll(`g.node.${side}`)].map((one) => one.dataset.node).sort();
    const names = (places) => places.map((place) => data.nodes[place].id.split(":")[1]).sort();
    const end = (way, at) => way.getPointAtLength(at * way.getTotalLength());
    const seen = (selector) => [...document.querySelectorAll(selector)].map((one) => Number(getComputedStyle(one).opacity));
    const suppliers = links.filter(([, to]) => to === first).map(([from]) => from);
    const customers = links.filter(([from]) => from === first).map(([, to]) => to);
    return {
      wanted: { suppliers: names(suppliers), customers: names(customers) },
      marked: { suppliers: marked("supplier"), customers: marked("customer") },
      counts: [ways("in").length, ways("out").length, document.querySelectorAll(".ways .head").length],
      ends: [
        ...ways("in").map((way) => touches(end(way, 1), first) && suppliers.some((place) => touches(end(way, 0), place))),
        ...ways("out").map((way) => touches(end(way, 0), first) && customers.some((place) => touches(end(way, 1), place))),
      ],
      colours: ["in", "out"].map((side) => getComputedStyle(ways(side)[0]).stroke),
      links: seen("g.link"),
      others: seen("g.node:not(.chosen):not(.supplier):not(.customer)"),
      near: seen("g.node.chosen, g.node.supplier, g.node.customer"),
      key: document.querySelector(".key").textContent,
    };
  }, id);

on("the links of the node in hand stand out, in and out apart, and the rest steps back", "#node=quartz:high-purity-sand", async (page) => {
  const drawn = await page.$$eval(".ways path[data-from]", (links) => links.map((link) => [link.dataset.from, link.dataset.to]));
  assert.ok(drawn.length > 2 && drawn.every((ends) => ends.includes("high-purity-sand")), "they name their ends");
  const open = await handed(page, "quartz:high-purity-sand");
  assert.ok(open.wanted.suppliers.length > 1 && open.wanted.customers.length > 1);
  assert.deepEqual(open.marked, open.wanted);
  const [suppliers, customers] = [open.wanted.suppliers.length, open.wanted.customers.length];
  assert.deepEqual(open.counts, [suppliers, customers, suppliers + customers]);
  assert.ok(open.ends.every(Boolean), "each runs from box to box");
  assert.notEqual(open.colours[0], open.colours[1]);
  assert.ok(open.links.every((opacity) => opacity < 0.3));
  assert.ok(open.others.length > 0 && open.others.every((opacity) => opacity < 0.6));
  assert.ok(open.near.every((opacity) => opacity === 1));
  assert.equal(open.key, `图中供给方 ${suppliers}图中客户 ${customers}`);
  // The one under the mouse goes first; then it is the open one again.
  await page.click(".zoom button:nth-child(3)");
  await page.hover('g.node[data-node="quartz-sand"]');
  const under = await handed(page, "quartz:quartz-sand");
  assert.deepEqual(under.marked, under.wanted);
  assert.notDeepEqual(under.wanted, open.wanted);
  await page.mouse.move(2, 2);
  assert.deepEqual((await handed(page, "quartz:high-purity-sand")).marked, open.wanted);
  await page.evaluate(() => (location.hash = "#chain=quartz"));
  await page.waitForFunction(() => !document.querySelector("g.node.chosen"));
  assert.equal((await page.$$(".ways path")).length, 0);
  assert.ok(await page.$$eval("g.link, g.node", (all) => all.every((one) => getComputedStyle(one).opacity === "1")));
  assert.equal(await page.$eval(".key", (key) => key.hidden), true);
});

on("a hover in the table shows the links on the map", "", async (page) => {
  await page.hover("tr[data-node]:not([hidden]) td");
  assert.ok((await page.$$(".ways path")).length > 1);
  await page.mouse.move(2, 2);
  assert.equal((await page.$$(".ways path")).length, 0);
});

on("the chain of the first target is open at the start", "", async (page) => {
  const [first, shown] = await page.evaluate(() => [
    document.querySelector("tr[data-node] th small").textContent,
    document.querySelector(".tools select").selectedOptions[0].textContent,
  ]);
  assert.equal(await page.$eval("tr[data-node] td", (rank) => rank.textContent), "1");
  assert.equal(shown, first);
  assert.match(await page.$eval(".canvas svg", (svg) => svg.textContent), new RegExp(`${first}产业链图谱`));
});

on("pans and zooms by buttons and wheel, and shows all again", "", async (page) => {
  const fit = await transform(page);
  await page.click(".zoom button:nth-child(1)");
  const near = await transform(page);
  assert.notEqual(near, fit);
  await page.mouse.move(400, 400);
  await page.mouse.wheel({ deltaY: -300 });
  await settled(page);
  assert.notEqual(await transform(page), near);
  await page.mouse.down();
  await page.mouse.move(460, 430, { steps: 4 });
  await page.mouse.up();
  await page.click(".zoom button:nth-child(3)");
  assert.equal(await transform(page), fit);
});

on("everything is reached from the keyboard, with the focus in sight", "", async (page) => {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await press("/");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".search input")));
  await page.keyboard.type("gcsys");
  await press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#node="));
  assert.ok(await page.evaluate(() => document.activeElement.matches(".detail h2")), "reads on from the heading");
  await press("Escape");
  await page.waitForFunction(() => document.querySelector("aside").dataset.view === "table");  // history goes its own way back
  await page.waitForFunction(() => document.activeElement.matches("tr.chosen a"));
  await page.evaluate(() => document.querySelector(".canvas").focus());
  const before = await transform(page);
  await press("ArrowLeft", "ArrowUp");
  const moves = (from) => page.waitForFunction((was) => document.querySelector(".sheet").getAttribute("transform") !== was, {}, from);
  await moves(before);
  const moved = await transform(page);
  await press("+");
  await moves(moved);
  await press("-", "0");
  await page.waitForFunction(() => /translate\(0,\s*0\) scale\(1\)/.test(document.querySelector(".sheet").getAttribute("transform")));
  await press("Tab");
  const box = await page.evaluate(() => document.activeElement.dataset.node);
  assert.ok(box, "Tab goes from the map to its first node");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement.querySelector("rect")).strokeWidth), "1px");
  await press("Enter");
  await page.waitForFunction((id) => location.hash.endsWith(`:${id}`), {}, box);
  // All that can be used has a place in the order of Tab.
  const unreached = await page.$$eval("button, a, select, input, g.node", (all) => all.filter((element) => element.tabIndex < 0).length);
  assert.equal(unreached, 0);
});

on("prints the map, the table and the caveat", "", async (page) => {
  const file = join(folder, "print.pdf");
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  const pages = text.split("\f");
  assert.match(pages[0], /石英新材料产业链图谱/);
  assert.match(pages[0].replaceAll(/\s/g, ""), /依据企业登记信息自动比对.*未经实地核实.*不等于应招引/);
  assert.match(pages[1], /排名\s+环节/);
  assert.match(text, /高纯石英砂/);
  assert.ok(!text.includes("打印"), "no buttons");
});

on("prints the open chain on its page, and the table with its heads on every one after it", "#node=dairy:milk-station", async (page) => {
  const file = join(folder, "dairy.pdf");
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const pages = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").filter((text) => text.trim() !== "");
  assert.match(pages[0], /乳制品产业链图谱/);
  assert.ok(!/排名\s+环节/.test(pages[0]) && pages.length > 3);
  assert.ok(pages.slice(1).every((text) => /排名\s+环节\s+动作/.test(text)), "heads");
  assert.ok(pages.slice(1).every((text) => !text.includes("产业链图谱")), "the map keeps to its page");
});

// Of each text of the page's map the contrast with what lies under it, where it is less than wanted.
const pale = () => {
  const numbers = (colour) => (/[\d.]+(, [\d.]+)*/.exec(colour)?.[0] ?? "").split(", ").map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  const grounds = [];
  const out = [];
  for (const one of document.querySelectorAll(".canvas rect, .canvas path, .canvas text")) {
    const fill = getComputedStyle(one).fill;
    const box = one.getBBox();
    if (one.tagName !== "text") {
      if (fill !== "none") grounds.push({ fill, box });
      continue;
    }
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = grounds.filter(({ box: b }) => x > b.x && x < b.x + b.width && y > b.y && y < b.y + b.height).pop();
    const found = contrast(fill, under.fill);
    if (found < (one.textContent === "?" ? 3 : 4.5)) out.push(`${one.textContent}: ${fill} on ${under.fill}, ${found.toFixed(2)}`);
  }
  return out;
};

for (const theme of ["light", "dark"]) {
  on(`every text of every map can be read: ${theme}`, "", async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains("dark")), theme === "dark");
    const chains = await page.$$eval(".tools option", (options) => options.map((option) => option.value));
    for (const chain of chains) {
      await page.select(".tools select", chain);
      await settled(page);
      assert.ok((await page.$$(".canvas text")).length > 20);
      assert.deepEqual([...new Set(await page.evaluate(pale))], [], chain);
    }
  }, wide, theme);
}

on("dark follows the system until somebody chooses, and the choice lasts", "", async (page) => {
  const dark = () => page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector(".canvas rect")).fill].every((colour) => Number(/\d+/.exec(colour)[0]) < 60));
  const system = async (value) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await settled(page);
  };
  assert.equal(await dark(), false);
  await system("dark");
  assert.equal(await dark(), true);
  await system("light");
  assert.equal(await page.$eval(".theme", (button) => button.textContent), "深色");
  await page.click(".theme");
  assert.equal(await dark(), true);
  assert.equal(await page.$eval(".theme", (button) => button.textContent), "浅色");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await dark(), true, "remembered");
  // Paper is white all the same.
  await page.emulateMediaType("print");
  assert.equal(await dark(), false);
  await page.emulateMediaType("screen");
  await page.click(".theme");
  assert.equal(await dark(), false);
  assert.equal(await page.evaluate(() => localStorage.length), 0, "as the system has it: nothing to remember");
});

test("a browser that keeps nothing shows the page all the same", async () => {
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.evaluateOnNewDocument(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } }));
  await page.goto(pathToFileURL(demoFile).href);
  await page.waitForSelector("html[data-ready]");
  await page.click(".theme");
  assert.ok(await page.evaluate(() => document.documentElement.classList.contains("dark")));
  assert.deepEqual(wrong, []);
  await page.close();
});

for (const [name, viewport, where, theme] of [["table", wide, ""], ["node", wide, "#node=quartz:high-purity-sand"], ["chain", phone, "#chain=dairy"], ["phone", phone, "#node=quartz:quartz-sand"],
  ["table", wide, "", "dark"], ["node", wide, "#node=quartz:high-purity-sand", "dark"], ["phone", phone, "#node=quartz:quartz-sand", "dark"]]) {
  on(`axe finds nothing serious: ${name} ${theme ?? "light"}`, where, async (page) => {
    if (name === "table") await page.type(".search input", "石英");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`), []);
  }, viewport, theme);
}

on("on a phone the map is one touch away from the details, and back", "", async (page) => {
  const high = () => page.$eval(".map", (map) => Math.round(map.getBoundingClientRect().top));
  await page.click('g.node[data-node="high-purity-sand"]');
  await page.waitForFunction(() => location.hash.startsWith("#node="));
  assert.ok((await high()) < -200, "the details are in sight");
  await page.click(".to-map");
  assert.ok(Math.abs(await high()) < 2);
  assert.ok((await page.$$(".ways path")).length > 2);
}, phone);

for (const size of [phone, wide, { width: 3840, height: 2160 }]) {
  on(`nothing overflows at ${size.width}`, "#node=quartz:quartz-sand", async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width);
    assert.ok(await page.$eval("footer .caveat", (caveat) => caveat.getBoundingClientRect().bottom <= innerHeight), "the caveat is in sight");
  }, size);
}

test("the policy lets no other script, style or request through", async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(demoFile).href);
  const done = await page.evaluate(async () => {
    const refused = []; // by the policy, not for want of a network
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const link = document.createElement("button");
    link.setAttribute("onclick", "window.ran = true");
    document.body.append(link);
    link.click();
    const picture = new Image();
    picture.src = "https://example.invalid/x.png";
    const fetched = await fetch("https://example.invalid/").then(() => true, () => false);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.head.append(style);
    await new Promise((wait) => setTimeout(wait, 200));
    return { ran: Boolean(window.ran), fetched, refused, policy: document.querySelector("meta[http-equiv]").content };
  });
  assert.equal(done.ran, false);
  assert.equal(done.fetched, false);
  assert.match(done.policy, /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'$/);
  assert.deepEqual(done.refused.sort(), ["connect-src", "img-src", "script-src-attr", "script-src-elem", "style-src-elem"]);
  await page.close();
});

test("hostile names are text, and stay in their places", async () => {
  const names = hostile.map((name) => name.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, ""));
  const starts = (shown, name) => shown === name || (shown.endsWith("…") && name.startsWith(shown.slice(0, -1)));
  for (const viewport of [wide, phone]) {
    await open(hostileFile, "", viewport, async (page) => {
      const scripts = await page.$$eval("script", (all) => all.length);
      assert.equal(scripts, 3, "data, one map, the script");
      assert.equal(await page.$$eval("img, iframe, object, form", (all) => all.length), 0);
      for (let i = 0; i < hostile.length; ++i) {
        await page.evaluate((n) => (location.hash = `#node=hostile:n${n}`), i);
        await page.waitForFunction((n) => document.querySelector("g.node.chosen")?.dataset.node === `n${n}`, {}, i);
        assert.ok(starts(await heading(page), names[i]), names[i]);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width, names[i]);
        await page.$eval('.detail a[href^="#firm="]', (link) => link.click());
        await page.waitForFunction(() => location.hash.startsWith("#firm="));
        assert.ok(starts(await heading(page), names[i]), `firm ${names[i]}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width, names[i]);
      }
      await page.keyboard.press("Escape");
      const links = await page.$$eval("tr[data-node] a", (all) => all.map((link) => link.textContent));
      assert.ok(names.every((name) => links.some((link) => starts(link, name))), `all are targets: ${links}`);
      const over = await page.$eval(".targets", (targets) => targets.scrollWidth - targets.clientWidth);
      assert.ok(over <= 0, `the table is ${over} px wider than its column`);
      await page.type(".search input", "<script>");
      assert.ok(await page.$$eval("#found li .name", (found) => found.some((name) => name.textContent === "<script>alert(1)</script>")));
      await page.keyboard.press("Escape");
    });
  }
});

const firms = join(root, "../shared/data/firms/yangzhou.csv");
test("all chains with a city's firms: under 5 MB, ready in a second", { skip: !existsSync(firms) && "no table of that size here" }, async () => {
  const file = largePage(firms);
  const size = statSync(file).size;
  await open(file, "", wide, async (page) => {
    const ready = await page.evaluate(() => performance.getEntriesByName("liantu-ready")[0].startTime);
    console.log(`${size} bytes, ready after ${Math.round(ready)} ms`);
    assert.ok(size < 5_000_000, `${size} bytes`);
    assert.ok(ready < 1000, `${ready} ms`);
  });
});
