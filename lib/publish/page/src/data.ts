// What page_json (lib/publish/page_json.cpp) writes. Numbers that name a node, chain, firm or target are places in the lists.

export type Held = [firm: number, confidence: number, evidence: string];
// A node shown here by its place; one of another chain by its name, with its chain's.
export type Neighbour = [node: number | string, kind: number, essential: number, chain?: string];
export type Rule = [id: string, words: string, saw: string];
export type Criterion = [weight: number, low: number, high: number, value?: number];
export type Candidate = [name: string, place: string, standing: string, fit: string];

export interface Chain {
  id: string;
  name: string;
  initials: string;
  states: number[];
  links: [from: number, to: number, way: string][]; // nodes by their places in the chain; the way as SVG's `d`
  firms?: string;
  supply?: string;
}

export interface Node {
  id: string;
  name: string;
  initials: string;
  chain: number;
  state: number;
  told: string;
  stage: string;
  segment: string;
  why: string;
  basis: string;
  suppliers: Neighbour[];
  customers: Neighbour[];
  nearby?: string;
  core?: boolean;
  unsized?: boolean;
  firms?: Held[];
  left_out?: number;
  assets?: string[];
  target?: number;
  build?: number;
}

export interface Route {
  kind: number;
  why: string;
  growers: [firm: number, node: number | string][];
}

export interface Target {
  node: number;
  action: number;
  section: number;
  reason: string;
  place: string;
  rules: Rule[];
  rank?: number;
  score?: [score: number, low: number, high: number, known: number];
  criteria?: Criterion[];
  stability?: string;
  veto?: string;
  cautions?: string[];
  route?: Route;
  candidates?: { count: number; standing: Candidate[]; fit: Candidate[] };
}

export interface Firm {
  name: string;
  initials: string;
  code?: string;
  place?: string;
  size?: string;
  standing?: string;
}

export interface Data {
  lang: "zh" | "en";
  title: string;
  start: number;
  sure: number; // confidence from which a match is clear
  date?: string;
  grade?: string;
  grade_text?: string;
  warning?: string;
  caveat: string;
  basis: string;
  with_candidates: boolean;
  words: Record<"state" | "action" | "section" | "link" | "criterion" | "route", string[]>;
  chains: Chain[];
  nodes: Node[];
  targets: Target[];
  firms: Firm[];
  texts: string[];
  looks: string[];
}

// The entry of a list that the data itself refers to.
export function at<T>(list: readonly T[], place: number): T {
  const entry = list[place];
  if (entry === undefined) throw new Error(`no entry ${place} of ${list.length}`);
  return entry;
}

// Sentences that many nodes say come as places in `texts`; here they are put back.
export function read(): Data {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "") as Data;
  const text = (place: unknown) => at(data.texts, place as number);
  for (const node of data.nodes) {
    for (const key of ["told", "stage", "segment", "why", "basis"] as const) node[key] = text(node[key]);
    for (const held of node.firms ?? []) held[2] = text(held[2]);
  }
  for (const target of data.targets) {
    if (target.route) target.route.why = text(target.route.why);
  }
  return data;
}

// The SVG of a chain, its looks put back (page_maps.hpp); their numbers stay, for what they are in the dark.
export function mapOf(data: Data, chain: number): Document {
  const short = document.getElementById(`map-${chain}`)?.textContent ?? "";
  const svg = short.replace(/ k="(\d+)"/g, (number, look: string) => `${number} ${at(data.looks, Number(look))}`);
  return new DOMParser().parseFromString(svg, "image/svg+xml");
}
