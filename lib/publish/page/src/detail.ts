// What is told of a node, a firm or a chain.
import { at, Candidate, Criterion, Data, Held, Neighbour, Node, Target } from "./data";
import { el, button, section, stateChip } from "./dom";
import { Links, Place } from "./links";
import { Say } from "./words";

const firms_at_first = 12;

export class Detail {
  constructor(
    private readonly data: Data,
    private readonly say: Say,
    private readonly links: Links,
  ) {}

  of(place: Place): HTMLElement[] {
    if (place.kind === "none") return [this.heading(this.say("absent") + place.text)];
    if (place.kind === "node") return this.node(at(this.data.nodes, place.index));
    return place.kind === "firm" ? this.firm(place.index) : this.chain(place.index);
  }

  private heading(text: string): HTMLElement {
    return el("h2", { tabindex: "-1" }, text);
  }

  private stateWord(state: number): string {
    return at(this.data.words.state, state);
  }

  private nodeLink(node: number): HTMLElement {
    const { name, state } = at(this.data.nodes, node);
    return el("a", { class: "node-link", href: this.links.to("node", node) }, stateChip(state, this.stateWord(state).replace(/\(.*$/, "")), name);
  }

  private firmLink(firm: number): HTMLElement {
    return el("a", { href: this.links.to("firm", firm) }, at(this.data.firms, firm).name);
  }

  private chainLink(chain: number): HTMLElement {
    return el("a", { href: this.links.to("chain", chain) }, at(this.data.chains, chain).name);
  }

  private node(node: Node): HTMLElement[] {
    const target = node.target === undefined ? null : at(this.data.targets, node.target);
    const chips = el("p", { class: "chips" }, stateChip(node.state, node.told));
    for (const word of ["core", "unsized"] as const) {
      if (node[word]) chips.append(el("span", { class: "tag" }, this.say(word)));
    }
    const line = el("p", { class: "quiet" }, this.chainLink(node.chain), ` · ${node.stage}`, node.segment !== "" && ` · ${node.segment}`, ` · ${node.basis}`);
    const out = [this.heading(node.name), chips, line];
    out.push(section(this.say("why_state"), el("p", {}, node.why)));
    if (node.build !== undefined) out.push(el("p", {}, this.say("build"), this.nodeLink(node.build)));
    if (node.assets) out.push(section(this.say("assets"), el("ul", {}, ...node.assets.map((asset) => el("li", {}, asset)))));
    out.push(this.firms(node));
    if (target) out.push(...this.target(target));
    out.push(this.neighbours("suppliers", node.suppliers), this.neighbours("customers", node.customers));
    if (node.nearby !== undefined) out.push(section(this.say("nearby"), el("p", {}, node.nearby)));
    return out;
  }

  // Sure ones first; those that are not make nothing present, and stand apart.
  private firms(node: Node): HTMLElement {
    const firms = node.firms ?? [];
    if (firms.length === 0) return section(this.say("firms"), el("p", { class: "quiet" }, this.say("no_firms")));
    const sure = firms.filter(([, confidence]) => confidence >= this.data.sure);
    const out = section(this.say("firms"), ...this.list(sure));
    const doubtful = firms.slice(sure.length);
    if (doubtful.length > 0) out.append(el("h4", {}, `${this.say("doubtful")} ${doubtful.length}`), ...this.list(doubtful));
    if (node.left_out !== undefined) out.append(el("p", { class: "quiet" }, `${node.left_out} ${this.say("left_out")}`));
    return out;
  }

  private list(firms: Held[]): HTMLElement[] {
    const list = el("ul", { class: "entries" }, ...firms.slice(0, firms_at_first).map((held) => this.held(held)));
    if (firms.length <= firms_at_first) return firms.length > 0 ? [list] : [];
    const more = button(`${this.say("show_all")} ${firms.length}`, () => {
      const rest = firms.slice(firms_at_first).map((held) => this.held(held));
      list.append(...rest);
      more.remove();
      rest[0]?.querySelector("a")?.focus();
    });
    return [list, more];
  }

  private held(held: Held): HTMLElement {
    const firm = held[0];
    const standing = at(this.data.firms, firm).standing;
    return el(
      "li",
      {},
      this.firmLink(firm),
      standing !== undefined && el("span", { class: "tag" }, standing),
      el("small", {}, this.evidence(held)),
    );
  }

  private evidence([, confidence, evidence]: Held): string {
    return `${this.say("confidence")} ${confidence.toFixed(2)}${evidence === "" ? "" : ` · ${evidence}`}`;
  }

  private target(target: Target): HTMLElement[] {
    const action = at(this.data.words.action, target.action);
    const out = [section(this.say("why_target"), el("p", {}, el("strong", {}, action), ` · ${target.place}`), el("p", {}, target.reason))];
    const why = out[0] as HTMLElement;
    if (target.veto !== undefined) why.append(el("p", { class: "warn" }, this.say("veto") + target.veto));
    for (const caution of target.cautions ?? []) why.append(el("p", { class: "warn" }, this.say("caution") + caution));
    const rules = target.rules.map(([id, words, saw]) => el("li", {}, `${words} `, el("code", {}, id), el("small", {}, saw)));
    why.append(el("ul", { class: "entries" }, ...rules));
    if (target.score && target.criteria) out.push(this.score(target.score, target.criteria, target.stability));
    if (target.route) out.push(this.route(target.route));
    if (target.candidates) out.push(this.candidates(target.candidates));
    return out;
  }

  private score([score, low, high, known]: [number, number, number, number], criteria: Criterion[], stability?: string): HTMLElement {
    const range = `${this.say("range")} ${low.toFixed(3)}–${high.toFixed(3)} · ${this.say("known")} ${Math.round(known * 100)}%`;
    const told = stability === undefined ? range : `${range} · ${this.say("stability")} ${stability}`;
    const rows = criteria.map((criterion, index) => this.criterion(at(this.data.words.criterion, index), criterion));
    const head = el("tr", {}, ...(["criteria", "weight", "value"] as const).map((word) => el("th", { scope: "col" }, this.say(word))));
    return section(
      `${this.say("score")} ${score.toFixed(3)}`,
      el("p", { class: "quiet" }, told),
      el("table", { class: "criteria" }, el("thead", {}, head), el("tbody", {}, ...rows)),
    );
  }

  private criterion(name: string, [weight, low, high, value]: Criterion): HTMLElement {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    if (value !== undefined) {
      const fill = el("span");
      fill.style.width = `${Math.round(value * 100)}%`;
      bar.append(fill);
    }
    const [from, to] = [low.toFixed(2), high.toFixed(2)];
    const number = from === to ? from : `${from}–${to}`;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, name),
      el("td", { class: "n" }, `${(weight * 100).toFixed(1)}%`),
      el("td", {}, bar, value === undefined ? this.say("unknown") : number),
    );
  }

  private route(route: NonNullable<Target["route"]>): HTMLElement {
    const growers = route.growers.map(([firm, node]) =>
      el("li", {}, this.firmLink(firm), " · ", typeof node === "number" ? this.nodeLink(node) : node),
    );
    const out = section(this.say("route"), el("p", {}, el("strong", {}, at(this.data.words.route, route.kind)), ` · ${route.why}`));
    if (growers.length > 0) out.append(el("h4", {}, this.say("growers")), el("ul", { class: "entries" }, ...growers));
    return out;
  }

  private candidates({ count, standing, fit }: NonNullable<Target["candidates"]>): HTMLElement {
    const title = `${this.say("candidates")} ${count}`;
    if (count === 0) return section(title, el("p", { class: "quiet" }, this.say("no_candidates")));
    const order = (list: Candidate[], beside: 2 | 3) =>
      el("ol", { class: "entries" }, ...list.map((one) => el("li", {}, one[0], el("small", {}, [one[1], one[beside]].filter((text) => text !== "").join(" · ")))));
    return section(
      title,
      el("p", { class: "quiet" }, this.say("candidate_note")),
      el("h4", {}, this.say("by_standing")),
      order(standing, 2),
      el("h4", {}, this.say("by_fit")),
      order(fit, 3),
    );
  }

  private neighbours(word: "suppliers" | "customers", list: Neighbour[]): HTMLElement {
    const out = section(`${this.say(word)} ${list.length}`);
    out.className = word; // coloured as their links on the map
    if (list.length === 0) {
      out.append(el("p", { class: "quiet" }, this.say("none")));
      return out;
    }
    const items = list.map(([node, kind, essential, chain]) =>
      el(
        "li",
        {},
        typeof node === "number" ? this.nodeLink(node) : el("span", {}, node, el("small", {}, chain ?? "")),
        el("span", { class: "tag" }, at(this.data.words.link, kind)),
        essential === 1 && el("span", { class: "tag strong" }, this.say("essential")),
      ),
    );
    out.append(el("ul", { class: "entries" }, ...items));
    return out;
  }

  private firm(index: number): HTMLElement[] {
    const firm = at(this.data.firms, index);
    const facts = el("dl", {});
    for (const word of ["code", "place", "size", "standing"] as const) {
      const text = firm[word];
      if (text !== undefined) facts.append(el("dt", {}, this.say(word)), el("dd", {}, text));
    }
    const nodes = nodesOf(this.data, index).map(({ node, held }) =>
      el("li", {}, this.nodeLink(node), el("span", { class: "tag" }, at(this.data.chains, at(this.data.nodes, node).chain).name), el("small", {}, this.evidence(held))),
    );
    return [this.heading(firm.name), facts, section(`${this.say("firm_nodes")} ${nodes.length}`, el("ul", { class: "entries" }, ...nodes))];
  }

  private chain(index: number): HTMLElement[] {
    const chain = at(this.data.chains, index);
    const chips = el("p", { class: "chips" });
    for (let state = chain.states.length - 1; state >= 0; --state) {
      const count = chain.states[state] ?? 0;
      if (count > 0) chips.append(stateChip(state, `${this.stateWord(state)} ${count}`));
    }
    const facts = el("dl", {});
    if (chain.firms !== undefined) facts.append(el("dt", {}, this.say("sure_firms")), el("dd", {}, chain.firms));
    if (chain.supply !== undefined) facts.append(el("dt", {}, this.say("supply")), el("dd", {}, chain.supply));
    const stages = new Map<string, HTMLElement[]>();
    this.data.nodes.forEach((node, place) => {
      if (node.chain !== index) return;
      stages.set(node.stage, [...(stages.get(node.stage) ?? []), el("li", {}, this.nodeLink(place))]);
    });
    const lists = [...stages].map(([stage, items]) => section(`${stage} ${items.length}`, el("ul", { class: "entries" }, ...items)));
    return [this.heading(chain.name), chips, facts, ...lists];
  }
}

// The nodes that a firm holds, the surest first.
export function nodesOf(data: Data, firm: number): { node: number; held: Held }[] {
  const out: { node: number; held: Held }[] = [];
  data.nodes.forEach((node, index) => {
    const held = node.firms?.find((one) => one[0] === firm);
    if (held) out.push({ node: index, held });
  });
  return out.sort((a, b) => b.held[1] - a.held[1] || a.node - b.node);
}
