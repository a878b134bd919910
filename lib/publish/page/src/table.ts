// The targets beside the map: one row each, in the parts and the order of 目标清单.
import { at, Data, Target } from "./data";
import { el, replace, stateChip } from "./dom";
import { Links } from "./links";
import { Say } from "./words";

export interface TableEvents {
  hover(node: number | null): void;
}

export class TargetTable {
  readonly element: HTMLElement;
  private readonly rows = new Map<number, HTMLTableRowElement>(); // by node
  private readonly parts: HTMLTableSectionElement[] = [];
  private readonly scope: HTMLSelectElement;
  private readonly count: HTMLElement;
  private readonly none: HTMLElement;
  private hovered: number | null = null;

  constructor(
    private readonly data: Data,
    private readonly say: Say,
    private readonly links: Links,
    private readonly events: TableEvents,
    private readonly changed: () => void,
  ) {
    this.scope = el("select", {}, el("option", { value: "all" }, say("all_chains")), el("option", { value: "this" }, say("this_chain")));
    this.scope.addEventListener("change", () => this.changed());
    this.count = el("span", { class: "quiet", role: "status" });
    this.none = el("p", { class: "quiet" }, say("no_targets"));
    const heads = ["rank", "node", "action", "score", "route"] as const;
    const head = el("tr", {}, ...heads.map((word) => el("th", { scope: "col", class: `c-${word}` }, say(word))));
    if (data.with_candidates) head.append(el("th", { scope: "col", class: "c-candidates" }, say("candidates_short")));
    const table = el("table", {}, el("thead", {}, head), ...this.bodies());
    const scope = data.chains.length > 1 && el("label", {}, say("scope"), this.scope);
    this.element = el("div", { class: "targets" }, el("div", { class: "bar" }, scope, this.count), table, this.none);
  }

  private bodies(): HTMLTableSectionElement[] {
    this.data.words.section.forEach((word, section) => {
      const targets = this.data.targets.filter((target) => target.section === section);
      if (targets.length === 0) return;
      const columns = this.data.with_candidates ? 6 : 5;
      const title = el("tr", { class: "part" }, el("th", { colspan: columns, scope: "rowgroup" }, word));
      const body = el("tbody", {}, title, ...targets.map((target) => this.row(target)));
      body.addEventListener("mouseover", (event) => this.over(event.target as Element));
      body.addEventListener("mouseleave", () => this.over(null));
      body.addEventListener("click", (event) => this.click(event));
      this.parts.push(body);
    });
    return this.parts;
  }

  private row(target: Target): HTMLTableRowElement {
    const node = at(this.data.nodes, target.node);
    const words = this.data.words;
    const link = el("a", { href: this.links.to("node", target.node) }, node.name);
    link.addEventListener("focus", () => this.events.hover(target.node));
    link.addEventListener("blur", () => this.events.hover(null));
    const score = target.score;
    const cells = [
      el("td", { class: "n" }, target.rank === undefined ? "—" : String(target.rank)),
      el("th", { scope: "row" }, link, el("small", {}, at(this.data.chains, node.chain).name)),
      el("td", {}, at(words.action, target.action), stateChip(node.state, at(words.state, node.state).replace(/\(.*$/, ""))),
      el("td", { class: "n" }, score ? score[0].toFixed(3) : "—", score && el("small", {}, `${score[1].toFixed(2)}–${score[2].toFixed(2)}`)),
      el("td", {}, target.route ? at(words.route, target.route.kind) : "—", target.stability !== undefined && el("small", {}, target.stability)),
    ];
    if (this.data.with_candidates) cells.push(el("td", { class: "n" }, String(target.candidates?.count ?? 0)));
    const out = el("tr", { "data-node": target.node }, ...cells);
    this.rows.set(target.node, out);
    return out;
  }

  private over(element: Element | null): void {
    const row = element?.closest("tr[data-node]");
    const node = row ? Number(row.getAttribute("data-node")) : null;
    if (node === this.hovered) return;
    this.hovered = node;
    this.events.hover(node);
  }

  // All of a row leads to its node; the link in it does so by itself.
  private click(event: MouseEvent): void {
    const element = event.target as Element;
    if (element.closest("a") || getSelection()?.isCollapsed === false) return;
    element.closest("tr[data-node]")?.querySelector("a")?.click();
  }

  // Shows the rows that pass, of all chains or of the one that the map shows.
  filter(passes: (node: number) => boolean, chain: number): void {
    const one = this.scope.value === "this";
    let shown = 0;
    for (const [node, row] of this.rows) {
      row.hidden = !passes(node) || (one && at(this.data.nodes, node).chain !== chain);
      shown += row.hidden ? 0 : 1;
    }
    for (const part of this.parts) part.hidden = !part.querySelector("tr[data-node]:not([hidden])");
    replace(this.count, `${shown} ${this.say("counted")}`);
    this.none.hidden = shown > 0;
  }

  hover(node: number | null): void {
    for (const [other, row] of this.rows) row.classList.toggle("hover", other === node);
  }

  mark(chosen: Set<number>): void {
    for (const [node, row] of this.rows) {
      row.classList.toggle("chosen", chosen.has(node));
      if (chosen.size === 1 && chosen.has(node)) row.scrollIntoView({ block: "nearest" });
    }
  }

  focus(node: number | null): void {
    const row = node === null ? undefined : this.rows.get(node);
    (row && !row.hidden ? row : this.element).querySelector<HTMLElement>("a, select")?.focus();
  }
}
