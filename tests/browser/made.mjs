// The pages that the tests look at, made by the tool: the demo county, and a chain and a table full of hostile names.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const tool = resolve(process.env.LIANTU ?? join(root, "build/release/bin/liantu"));
const temporary = mkdtempSync(join(tmpdir(), "liantu-page-"));
export const folder = join(temporary, "成果 #1 夹"); // a path as people have them
mkdirSync(folder);
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

const liantu = (...args) => execFileSync(tool, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });

export function demo() {
  const sample = join(root, "data/samples/demo-county");
  const out = join(folder, "demo");
  liantu("analyze", "--firms", `${sample}/firms.csv`, "--county", `${sample}/county.json`, "--candidates", `${sample}/candidates.csv`,
    "--date", "2026-11-29", "--out", out);
  return join(out, "map.html");
}

export const hostile = [
  "<script>alert(1)</script>",
  '=HYPERLINK("http://example.invalid","x")',
  '"]};alert(2);//',
  "</script><img src=x onerror=alert(3)>",
  "<!--<script>",
  "🐉石英🧪厂",
  "甲\u202e乙\u200f丙\u2066丁",
  "长".repeat(300),
  "W".repeat(300),
  "' onfocus='alert(4)' autofocus x='",
  "${alert(5)}{{alert(6)}}",
  'k="0" fill="red"',
];

export function hostilePage() {
  const node = (name, i) => ({ id: `n${i}`, name, stage: ["upstream", "midstream", "downstream", "support"][i % 4], segment: name.slice(0, 60),
    role: "make", core: true, holder: "firm", industry: ["3099"], terms: [`试验品第${i}号`], basis: "judgement" });
  const link = (from, to) => ({ from: `n${from}`, to: `n${to}`, kind: "material", essential: true, basis: "judgement" });
  const wanted = hostile.map((name, i) => ({ ...node(name, hostile.length + i), stage: "downstream", terms: [`没有的东西${i}`] })); // targets
  const chain = { schema_version: 1, id: "hostile", name: hostile[0], summary: hostile[3], sources: [], nodes: [...hostile.map(node), ...wanted],
    links: [...hostile.slice(1).map((_, i) => link(i, i + 1)), ...wanted.map((_, i) => link(i, hostile.length + i))] };
  writeFileSync(join(folder, "hostile.json"), JSON.stringify(chain));
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = hostile.map((name, i) => [name, "虚构省", "3099", `试验品第${i}号生产`].map(cell).join(","));
  writeFileSync(join(folder, "firms.csv"), ["企业名称,所属省份,国民经济行业代码,经营范围", ...rows].join("\r\n"));
  writeFileSync(join(folder, "county.json"), JSON.stringify({ schema_version: 1, name: hostile[3], chains: [{ id: "hostile", standing: "lead" }] }));
  const out = join(folder, "hostile.html");
  liantu("map", "--chain", join(folder, "hostile.json"), "--firms", join(folder, "firms.csv"), "--county", join(folder, "county.json"),
    "--table-title", hostile[0], "--out", out);
  return out;
}

// All chains with a real table, where it is there.
export function largePage(firms) {
  const out = join(folder, "large.html");
  liantu("map", "--firms", firms, "--date", "2026-11-29", "--out", out);
  return out;
}
