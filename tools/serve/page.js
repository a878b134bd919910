// The page of `liantu serve`: upload, check-up, results. Everything shown is text, never markup.
"use strict";

const english = new URLSearchParams(location.search).get("lang") === "en";
const say = (zh, en) => (english ? en : zh);
const lang = `lang=${english ? "en" : "zh"}`;
const $ = (id) => document.getElementById(id);
let limits = { max_mb: 200, keep_minutes: 30 };
let analysis = null; // its id
let busy = false;

function element(name, content, attributes = {}) {
  const out = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  for (const part of [content].flat()) if (part !== null && part !== undefined) out.append(part);
  return out;
}

function speak() {
  if (!english) return;
  document.documentElement.lang = "en";
  document.title = "liantu: chain map, lists and report";
  for (const one of document.querySelectorAll("[data-en]")) one.textContent = one.dataset.en;
  for (const one of document.querySelectorAll("[data-en-label]")) one.setAttribute("aria-label", one.dataset.enLabel);
  Object.assign($("language"), { href: "?lang=zh", textContent: "中文", lang: "zh-CN" });
  for (const link of document.querySelectorAll("a[download]")) link.href = link.href.replace("lang=zh", "lang=en");
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function step(number) {
  [...$("steps").children].forEach((item, i) => (i === number ? item.setAttribute("aria-current", "step") : item.removeAttribute("aria-current")));
  $("upload").hidden = number !== 0;
  $("check").hidden = number !== 1;
  $("results").hidden = number !== 2;
}

const status = (text) => ($("status").textContent = text);

function refuse(error) {
  const lines = (error.problems?.length ? error.problems : [error]).map((problem) => element("p", problem.message ?? String(problem)));
  $("problem").replaceChildren(...lines);
  $("problem").hidden = false;
}

function clear() {
  $("problem").hidden = true;
  $("problem").replaceChildren();
  status("");
}

// Answers {ok, body}; `told` hears of the upload's share. What the browser itself cannot do becomes an error in words.
function ask(method, path, body, told) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open(method, `${path}?${lang}`);
    request.responseType = "json";
    if (told) request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onload = () => {
      const answer = request.response ?? { message: say(`服务没有给出说明（${request.status}）`, `no reason was given (${request.status})`) };
      done({ ok: request.status < 400, status: request.status, body: answer });
    };
    request.onerror = () => done({ ok: false, status: 0, body: { message: say("连不上服务。请检查网络，或请管理员看看服务是否在运行。", "The service cannot be reached.") } });
    request.send(body);
  });
}

function form() {
  const out = new FormData();
  for (const input of $("form").querySelectorAll("input[name]")) {
    if (input.type === "file") for (const file of input.files) out.append(input.name, file);
    else if (input.type === "checkbox") input.checked && out.append(input.name, input.value);
    else if (input.value.trim()) out.append(input.name, input.value.trim());
  }
  return out;
}

function tooLarge() {
  const files = [...$("form").querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes <= limits.max_mb * 1024 * 1024) return null;
  return { message: say(`文件合计 ${size(bytes)}，超过上限 ${limits.max_mb} MB。请只导出需要的列，或分次做。`, `${size(bytes)} in all, more than ${limits.max_mb} MB.`) };
}

async function work(button, doing) {
  if (busy) return;
  busy = true;
  button.disabled = true;
  clear();
  try {
    await doing();
  } finally {
    busy = false;
    button.disabled = false;
  }
}

const uploading = (share) => status(share < 1 ? say(`正在上传 ${Math.floor(share * 100)}%`, `uploading ${Math.floor(share * 100)}%`) : say("已上传，正在检查…", "uploaded, working…"));

async function check() {
  if (!$("firms").files.length) return refuse({ message: say("请先选择企业表。", "Choose a table of firms first.") });
  const large = tooLarge();
  if (large) return refuse(large);
  const { ok, body } = await ask("POST", "/api/v1/check", form(), uploading);
  status("");
  if (!ok) return refuse(body);
  $("found").replaceChildren(...found(body));
  $("do-analyse").hidden = !body.usable;
  step(1);
  $("check-title").focus();
}

// The check-up as an official reads it: a verdict, figures, what to mend, what is missing.
function found(check) {
  const out = [element("p", check.usable ? say("可以计算。", "Ready.") : say("还不能计算，请按下面的说明改好后重新上传。", "Not yet: mend what is told below and upload again."),
    { class: `verdict ${check.usable ? "good" : "bad"}` })];
  if (check.firms) out.push(...foundFirms(check.firms));
  if (check.county) out.push(...foundCounty(check.county));
  for (const other of check.others) out.push(...told(`${other.file}${other.usable ? say(`：${other.rows} 行可用`, `: ${other.rows} rows can be used`) : ""}`, other));
  return out;
}

function told(title, file) {
  const out = [element("h3", title)];
  if (file.problems.length) out.push(element("div", file.problems.map((problem) => element("p", problem.message)), { class: "problem" }));
  if (file.notes.length) out.push(element("ul", file.notes.map((note) => element("li", note.message))));
  return out;
}

function foundFirms(firms) {
  if (!firms.usable) return told(say("企业表", "Table of firms"), firms);
  const number = (value) => value.toLocaleString(english ? "en" : "zh-CN");
  const left = firms.left_out;
  const figures = [[say("企业", "Firms"), number(firms.firms)], [say("表中行数", "Rows"), number(firms.rows)], [say("数据等级", "Grade"), firms.grade],
    [say("注销等", "Deregistered"), number(left.deregistered)], [say("重复", "Duplicates"), number(left.duplicates)], [say("外地", "Elsewhere"), number(left.elsewhere)],
    [say("无名称或非企业", "No firm"), number(left.nameless + left.not_firms)]];
  const out = [element("h3", say("企业表", "Table of firms")),
    element("dl", figures.map(([name, value]) => element("div", [element("dt", name), element("dd", value)])), { class: "figures" }),
    element("p", say(`数据等级 ${firms.grade}：${firms.grade_meaning}。`, `Grade ${firms.grade}: ${firms.grade_meaning}.`))];
  if (firms.cities.length > 1)
    out.push(element("p", say(`表中有多个城市（${firms.cities.map((city) => `${city.name} ${city.firms}`).join("、")}）。如果只算本地，请返回填写“本地地区”。`,
      `Several cities (${firms.cities.map((city) => `${city.name} ${city.firms}`).join(", ")}): fill in the local region where only that is meant.`), { class: "note" }));
  out.push(...columns(firms, number));
  if (firms.notes.length) out.push(element("h3", say("请看一看这些行（每类只列前几行）", "Rows to look at (the first of each kind)")), element("ul", firms.notes.map((note) => element("li", note.message))));
  return out;
}

function columns(firms, number) {
  const { recognised, unrecognised, personal, missing } = firms.columns;
  const share = (filled) => (firms.firms ? `${Math.round((100 * filled) / firms.firms)}%` : "0%");
  const head = (names) => element("thead", element("tr", names.map((name) => element("th", name, { scope: "col" }))));
  const out = [];
  if (missing.length)
    out.push(element("h3", say("缺的列，以及影响什么", "What is missing, and what that costs")), element("div", element("table", [head([say("缺", "Missing"), say("影响", "Cost")]),
      element("tbody", missing.map((lack) => element("tr", [element("td", lack.labels.join(say(" 或 ", " or "))), element("td", lack.lost)])))]), { class: "scroll" }));
  if (firms.off.length) out.push(element("h3", say("本次因此不能做的", "Turned off this time")), element("ul", firms.off.map((line) => element("li", line))));
  const rest = [element("summary", say(`认出 ${recognised.length} 列`, `${recognised.length} columns recognised`)), element("div", element("table", [
    head([say("表头", "Header"), say("当作", "Read as"), say("有内容的企业", "Firms with it"), say("比例", "Share")]),
    element("tbody", recognised.map((column) => element("tr", [element("td", column.header), element("td", column.label),
      element("td", number(column.filled), { class: "number" }), element("td", share(column.filled), { class: "number" })])))]), { class: "scroll" })];
  if (unrecognised.length) rest.push(element("p", say("没有用到的列：", "Not used: ") + unrecognised.join(say("、", ", "))));
  if (personal.length) rest.push(element("p", say("个人信息列，没有读入：", "Personal, not read: ") + personal.join(say("、", ", "))));
  out.push(element("details", rest));
  return out;
}

function foundCounty(county) {
  const out = told(say("县情表", "The county"), county);
  if (!county.usable) return out;
  const chains = county.chains.map((chain) => `${chain.name}（${chain.standing}）`).join(say("、", ", "));
  out.push(element("p", `${county.name}${say("：", ": ")}${chains || say("没有指定产业链，全部摸底", "no chain is named: all are computed")}`));
  return out;
}

async function analyse() {
  const { ok, body } = await ask("POST", "/api/v1/analyses", form(), uploading);
  status("");
  if (!ok) return refuse(body);
  analysis = body.id;
  step(2);
  $("files").replaceChildren();
  $("after").hidden = true;
  $("progress").hidden = false;
  $("results-title").focus();
  await follow();
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function follow() {
  for (let failures = 0; ; ) {
    const id = analysis;
    const { ok, status: code, body } = await ask("GET", `/api/v1/analyses/${id}`);
    if (analysis !== id) return; // stopped
    failures = ok ? 0 : failures + 1;
    if (!ok && code !== 404 && failures < 5) {
      await pause(2000);
      continue;
    }
    if (ok && (body.state === "waiting" || body.state === "running")) {
      $("told").textContent = body.state === "waiting" ? say(`排队中，前面还有 ${body.before} 个`, `waiting, ${body.before} before this`)
        : `${body.told || say("正在计算", "computing")}${say(`，已 ${Math.floor(body.seconds)} 秒`, `, ${Math.floor(body.seconds)} s`)}`;
      await pause(800);
      continue;
    }
    $("progress").hidden = true;
    $("after").hidden = false;
    if (!ok) refuse(body);
    else if (body.state === "failed") refuse(body.error);
    else show(body);
    return;
  }
}

const main = [
  ["map.html", "产业链图谱", "Chain map", "在浏览器里看：点环节，看企业、短板和依据。", "In the browser: click a node for firms, gaps and reasons."],
  ["lists.xlsx", "清单（Excel）", "Lists (Excel)", "目标、短板、长板、链主、待核实等，一张表一个清单。", "Targets, gaps, strengths, anchors, to verify: a sheet each."],
  ["report.docx", "报告（Word）", "Report (Word)", "可直接修改的文字报告。", "A report to edit."],
  ["report.html", "报告（网页）", "Report (page)", "同一份报告，在浏览器里看或打印。", "The same report, to read or print."],
];

function actions(file, name) {
  const out = [];
  if (file.viewable) out.push(element("a", say("打开", "Open"), { class: "button", href: `${file.url}?view=1&${lang}`, target: "_blank", rel: "noopener", "aria-label": say(`打开${name}（新窗口）`, `Open ${name} (new window)`) }));
  out.push(element("a", say("下载", "Download"), { class: file.viewable ? "button quiet" : "button", href: `${file.url}?${lang}`, download: "", "aria-label": say(`下载${name}`, `Download ${name}`) }));
  return out;
}

function show(result) {
  const by = new Map(result.files.map((file) => [file.name, file]));
  const cards = main.filter(([name]) => by.has(name)).map(([name, zh, en, about, aboutEn]) => element("li", [element("h3", say(zh, en)), element("p", say(about, aboutEn)),
    element("div", actions(by.get(name), say(zh, en)), { class: "actions" })]));
  const out = [element("p", say(`已算好，用了 ${Math.max(1, Math.round(result.seconds))} 秒。成果保留 ${limits.keep_minutes} 分钟，请及时下载。`,
    `Done in ${Math.max(1, Math.round(result.seconds))} s. Results are kept for ${limits.keep_minutes} minutes.`), { class: "verdict good" })];
  out.push(element("ul", cards, { class: "cards" }));
  const zip = by.get("all.zip");
  if (zip) out.push(element("p", element("a", say(`全部打包下载（${size(zip.bytes)}）`, `Download everything (${size(zip.bytes)})`), { class: "button", href: `${zip.url}?${lang}`, download: "" })));
  const rest = result.files.filter((file) => file.name !== "all.zip" && file.name !== "files.txt" && !main.some(([name]) => name === file.name));
  const rows = rest.map((file) => element("tr", [element("td", file.title), element("td", element("a", file.name, { href: `${file.url}?${lang}`, download: "" })), element("td", size(file.bytes), { class: "number" })]));
  out.push(element("details", [element("summary", say(`其他文件（${rest.length} 个）`, `Other files (${rest.length})`)), element("div", element("table", element("tbody", rows)), { class: "scroll" })]));
  $("files").replaceChildren(...out);
}

async function drop() {
  const id = analysis;
  analysis = null;
  if (id) await ask("DELETE", `/api/v1/analyses/${id}`);
  $("files").replaceChildren();
  $("progress").hidden = true;
  clear();
}

async function begin() {
  speak();
  const today = new Date();
  $("date").value = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
  $("form").noValidate = true;
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void work($("do-check"), check);
  });
  $("do-analyse").addEventListener("click", () => void work($("do-analyse"), analyse));
  $("back").addEventListener("click", () => {
    clear();
    step(0);
    $("upload-title").focus();
  });
  const restart = async () => {
    await drop();
    step(0);
    $("upload-title").focus();
  };
  $("cancel").addEventListener("click", () => void restart());
  $("again").addEventListener("click", () => void restart());
  const health = await ask("GET", "/api/v1/health");
  if (health.ok) {
    limits = health.body.limits;
    $("limits").textContent = say(`文件合计不超过 ${limits.max_mb} MB`, `at most ${limits.max_mb} MB in all`);
    $("version").textContent = `liantu ${health.body.version}`;
  } else {
    refuse(health.body);
  }
  const chains = await ask("GET", "/api/v1/chains");
  if (chains.ok) $("chains").replaceChildren(...chains.body.chains.map((chain) => element("label", [element("input", null, { type: "checkbox", name: "chains", value: chain.id }), ` ${chain.name}`])));
  document.documentElement.dataset.ready = "";
}

void begin();
