/// <reference types="node" />

/** 错误码 · Error codes, as in liantu.h. */
export declare const codes: {
  readonly OK: 0;
  /** 其他：没有装字体、磁盘满 · Something else: no font installed, a full disk. */
  readonly FAILED: 1;
  /** 调用有误：未知的选项或词、已关闭的句柄 · The call is wrong: an unknown option or word, a closed handle. */
  readonly MISUSE: 2;
  /** 输入不能用，见 problems · Input that cannot be used, see problems. */
  readonly BAD_INPUT: 3;
  /** 已取消 · Cancelled. */
  readonly CANCELLED: 4;
  readonly NO_MEMORY: 5;
};
export type Code = (typeof codes)[keyof typeof codes];
export type Lang = 'zh' | 'en';

/** 中英文 · The same in Chinese and English. */
export interface Text {
  zh: string;
  en: string;
}

/** 输入里的一处问题 · One place in the input that is wrong. */
export interface Problem {
  file: string;
  where: string;
  /** 第几行（表），从 1 起 · Of a table, from 1. */
  row?: number;
  /** 第几行（文本），从 1 起 · Of a text, from 1. */
  line?: number;
  column?: string;
  /** JSON 里的位置 · In JSON. */
  pointer?: string;
  found: Text;
  wanted: Text;
  remedy: Text;
}

/** message 是中文一行（或几行），再是英文 · message is the Chinese text, then the English. */
export declare class LiantuError extends Error {
  private constructor();
  /** 取消时是 AbortError，其余是 LiantuError · AbortError when a signal stopped the call, else LiantuError. */
  readonly name: 'LiantuError' | 'AbortError';
  readonly code: Code;
  readonly codeName: keyof typeof codes;
  readonly messages: Text;
  readonly problems: Problem[];
  /** 库给出的 JSON 原文 · The JSON of the library as it is. */
  readonly json: string;
  /** 取消的缘由（signal.reason）· Why it was cancelled. */
  readonly cause?: unknown;
}

/**
 * 一家企业：键就是表头（企业名称、经营范围……），一格一个值；日期可以是 Date（取本地日期）。
 * One firm: keys are headers of a table of firms, values its cells; a Date is told as its local date.
 */
export type Cell = string | number | bigint | boolean | Date | null | undefined;
export type Firm = { readonly [header: string]: Cell };

/** 未知的键是错误 · An unknown key is an error. */
export interface OpenOptions {
  /** 数据文件夹；默认环境变量 LIANTU_DATA，再次是库旁边 · Data folder; LIANTU_DATA, then beside the library. */
  data?: string;
  /** 产业链 id 或文件；默认全部 · Chains by id or file; all where not given. */
  chain?: string | readonly string[];
  /** 代替自带的产业链文件夹 · Instead of the shipped chains. */
  chainsDir?: string;
  /** 规则：路径或对象 · Policy: a path or the object. */
  policy?: string | object;
  /** 动作口径 · Which actions come first. */
  profile?: string;
  /** 线程数，0 为全部 · Threads; 0 for all. */
  threads?: number;
}

export interface Progress {
  /** match, gather, analyse, routes, stability, verify … */
  step: string;
  /** 已处理的企业 · Firms or parts done. */
  done: number;
  /** 0：不知道 · 0 where it is not known. */
  total: number;
}

export interface StudySyncOptions {
  /** CSV、XLSX 的路径，或一家一个对象 · Path of a CSV or XLSX, or an object for each firm. */
  firms: string | URL | Iterable<Firm>;
  /** 县情：路径或对象 · County file: a path or the object. */
  county?: string | object;
  /** 只看会话里的这几条链 · Only these chains of the session. */
  chain?: string | readonly string[];
  /** 印在成果上的日期，如 2026-09-30 · Date on the results. */
  date?: string;
  /** 只要数量、还要企业名、还要该先核实谁（默认）· How much is told of firms. */
  depth?: 'numbers' | 'firms' | 'visits';
  /** 表头到字段，如 {'单位名': 'name'} · Headers to fields. */
  columns?: { readonly [header: string]: string };
  keepColumns?: string | readonly string[];
  encoding?: string;
  sheet?: string;
  tableTitle?: string;
  tableDate?: string;
  scope?: string | readonly string[];
  region?: string | readonly string[];
  reach?: string | readonly string[];
  decisions?: string | readonly string[];
  assets?: string | readonly string[];
  aboveScale?: string | readonly string[];
  anchors?: string | readonly string[];
  candidates?: string | readonly string[];
  regionsTable?: string;
  home?: string;
  level?: 'province' | 'city' | 'county';
  threads?: number;
  /** 每个步骤、每几千家企业一次；抛出即停 · At every step and some thousand firms; throwing stops the study. */
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

export interface StudyOptions extends Omit<StudySyncOptions, 'firms'> {
  /** 也可以是数据库游标之类的异步序列 · Or an asynchronous sequence, such as a database cursor. */
  firms: string | URL | Iterable<Firm> | AsyncIterable<Firm>;
}

export interface LangOptions {
  lang?: Lang;
}

export interface PublishOptions extends LangOptions {
  /** map.*：哪条链；只有一条时可省 · Of which chain; not needed where there is one. */
  chain?: string;
  paper?: 'as-drawn' | 'A0' | 'A3' | '16:9';
  theme?: 'light' | 'dark' | 'print';
  candidates?: boolean;
  /** PNG，36–600 */
  dpi?: number;
}

export type Publication =
  | 'map.svg' | 'map.pdf' | 'map.png' | 'atlas.svg' | 'atlas.pdf' | 'atlas.png' | 'map.html'
  | 'report.md' | 'report.html' | 'report.docx' | 'lists.xlsx' | 'targets.csv' | 'decisions.csv';

export interface ChainSummary {
  id: string;
  name: string;
  nodes: number;
  links: number;
}

export interface Evidence {
  rule: string;
  term: string;
  text: string;
  [more: string]: unknown;
}

export interface Match {
  firm: string;
  credit_code: string | null;
  chain: string;
  node: string;
  confidence: number;
  verified: boolean;
  evidence: Evidence[];
}

/** evidence 只有最有力的一条 · evidence holds the best alone. */
export interface StreamMatch extends Match {
  /** 表中第几行；表头是第 1 行 · The row of the table, whose headers are row 1. */
  row: number;
}

export type NodeState = 'unobserved' | 'missing' | 'suspected' | 'weak' | 'present' | 'strong';

export interface NodeCoverage {
  chain: string;
  node: string;
  state: NodeState;
  strength: number;
  mass: number;
  firms: number;
  confident: number;
  likely: number;
  possible: number;
  verified: number;
  above_scale: number;
  size_unknown: boolean;
  rests_on_verified: boolean;
  held_by: string | null;
  [more: string]: unknown;
}

export interface Coverage {
  nodes: NodeCoverage[];
  chains: { chain: string; [more: string]: unknown }[];
  supply: { [more: string]: unknown };
}

export interface Gap {
  /** chain:node */
  id: string;
  chain: string;
  node: string;
  action: string;
  rule: string;
  also: string[];
  suppliers: string[];
  customers: string[];
  needed_by: string[];
  instead: string[];
  path: string[];
  [more: string]: unknown;
}

export interface Target extends Gap {
  /** null：不参与排名 · null where it is not ranked. */
  rank: number | null;
  score: number;
  low: number;
  high: number;
  known: number;
  criteria: { [criterion: string]: { value: number | null; weight: number; [more: string]: unknown } };
  veto: unknown;
  insufficient: boolean;
  reason: string;
}

export interface Explanation {
  nodes: { id: string; chain: string; node: string; name: string; [more: string]: unknown }[];
  caveat: string;
  basis: string;
}

/** 产业链、行业分类、规则，读一次，反复用；不变 · Chains, classification, policy: read once, never changes. */
export declare class Session {
  private constructor();
  readonly closed: boolean;
  /** 等正在进行的调用结束后释放；可多次 · Frees it once calls under way have ended; twice is fine. */
  close(): void;
  [Symbol.dispose](): void;

  study(options: StudyOptions): Promise<Study>;
  studySync(options: StudySyncOptions): Study;
  /** 少量企业；文字就是 JSON 数组 · A few firms; a string is a JSON array. */
  match(firms: Iterable<Firm> | string): Promise<Match[]>;
  matchSync(firms: Iterable<Firm> | string): Match[];
  matchJson(firms: Iterable<Firm> | string): Promise<string>;
  matchJsonSync(firms: Iterable<Firm> | string): string;
  /**
   * 任意多的企业，要一批算一批；用 for await 读，break 即停 · Any number of firms, as they are asked for; break stops it.
   * 数组、Set 的表头是所有企业的键，其他序列是前 4096 家的键 · Headers are the keys of all firms of an array or a Set, else of the first 4096.
   */
  matches(firms: Iterable<Firm> | AsyncIterable<Firm>, options?: { signal?: AbortSignal }): AsyncGenerator<StreamMatch, void, undefined>;
  chains(): Promise<ChainSummary[]>;
  chainsSync(): ChainSummary[];
  /** 一条链的全文 · One chain, whole. */
  chain(id: string): Promise<Record<string, unknown>>;
  chainSync(id: string): Record<string, unknown>;
  policy(): Promise<Record<string, unknown>>;
  policySync(): Record<string, unknown>;
  /** JSON 原文 · The JSON as it is: chains, policy, chain:ID. */
  json(what: 'chains' | 'policy' | `chain:${string}`): Promise<string>;
  jsonSync(what: 'chains' | 'policy' | `chain:${string}`): string;
}

export type StudyJson = 'coverage' | 'gaps' | 'targets' | 'explain' | 'run';

/** 一张企业表，对应、分析完毕；不变 · One table of firms, matched and analysed; never changes. */
export declare class Study {
  private constructor();
  readonly closed: boolean;
  /** 等正在进行的调用结束后释放；可多次 · Frees it once calls under way have ended; twice is fine. */
  close(): void;
  [Symbol.dispose](): void;

  coverage(): Promise<Coverage>;
  coverageSync(): Coverage;
  gaps(): Promise<Gap[]>;
  gapsSync(): Gap[];
  targets(options?: LangOptions): Promise<Target[]>;
  targetsSync(options?: LangOptions): Target[];
  /** nodes: chain:node */
  explain(nodes: readonly string[], options?: LangOptions): Promise<Explanation>;
  explainSync(nodes: readonly string[], options?: LangOptions): Explanation;
  /** 这次分析用了什么 · What the study was made of. */
  run(): Promise<Record<string, unknown>>;
  runSync(): Record<string, unknown>;
  /** JSON 原文，即同名命令打印的内容 · The JSON as the command of that name prints it. */
  json(what: StudyJson, options?: LangOptions & { nodes?: readonly string[] }): Promise<string>;
  jsonSync(what: StudyJson, options?: LangOptions & { nodes?: readonly string[] }): string;
  publish(what: Publication, options?: PublishOptions): Promise<Buffer>;
  publishSync(what: Publication, options?: PublishOptions): Buffer;
}

export declare function open(options?: OpenOptions): Promise<Session>;
export declare function openSync(options?: OpenOptions): Session;
/** 库的版本 · The version of the library. */
export declare function version(): string;
