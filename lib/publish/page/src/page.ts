// map.html: the map of a chain, the targets beside it, and what is told of a node, a firm or a chain. Where one is
// stands in the address, so that the back button and links work from a file.
import { at, Data, read } from "./data";
import { Detail, nodesOf } from "./detail";
import { el, button, replace } from "./dom";
import { Filters } from "./filters";
import { Links, Place } from "./links";
import { MapView } from "./map";
import { Search } from "./search";
import { TargetTable } from "./table";
import { Theme } from "./theme";
import { Say, sayer } from "./words";

class Page {
  private readonly say: Say;
  private readonly links: Links;
  private readonly map: MapView;
  private readonly table: TargetTable;
  private readonly detail: Detail;
  private readonly filters: Filters;
  private readonly search: Search;
  private readonly chains: HTMLSelectElement;
  private readonly side: HTMLElement;
  private readonly details: HTMLElement;
  private readonly views: Record<"table" | "detail", HTMLButtonElement>;
  private place: Place = { kind: "chain", index: 0 };

  constructor(private readonly data: Data) {
    const say = (this.say = sayer(data.lang));
    const go = (kind: "node" | "firm" | "chain", index: number) => this.go(this.links.to(kind, index));
    this.links = new Links(data);
    this.detail = new Detail(data, say, this.links);
    this.map = new MapView(data, say, { open: (node) => go("node", node), hover: (node) => this.hover(node) });
    this.table = new TargetTable(data, say, this.links, { hover: (node) => this.hover(node) }, () => this.filter());
    this.filters = new Filters(data, say, () => this.filter());
    this.search = new Search(data, say, go);
    this.chains = el("select", {}, ...data.chains.map((chain, index) => el("option", { value: index }, chain.name)));
    this.chains.addEventListener("change", () => go("chain", Number(this.chains.value)));
    this.details = el("div", { class: "detail", id: "detail" });
    this.views = {
      table: button(say("targets"), () => this.view("table")),
      detail: button(say("detail"), () => this.view("detail")),
    };
    this.side = el("aside", { "aria-label": `${say("targets")} · ${say("detail")}` }, el("div", { class: "views" }, this.views.table, this.views.detail), this.table.element, this.details);
    replace(document.getElementById("app") as HTMLElement, ...this.parts());
    window.addEventListener("hashchange", () => this.follow(true));
    document.addEventListener("keydown", (event) => this.key(event));
    // A link to where one is already changes no address, and is to show it all the same.
    this.side.addEventListener("click", (event) => {
      const href = (event.target as Element).closest("a")?.getAttribute("href");
      if (href !== undefined && href !== null && href === location.hash) this.follow(true);
    });
  }

  private parts(): HTMLElement[] {
    const { data, say } = this;
    const grade = data.grade === undefined ? "" : `${say("grade")} ${data.grade}`;
    const under = [data.date ?? "", grade].filter((text) => text !== "").join(" · ");
    const title = el("div", { class: "title" }, el("h1", {}, data.title), el("p", { title: data.grade_text }, under, data.warning !== undefined && el("strong", {}, data.warning)));
    const skip = button(say("to_table"), () => this.toTable(null), { class: "skip" });
    const tools = el("div", { class: "tools" }, el("label", {}, say("chain"), this.chains), this.search.element, new Theme(say).element, button(say("print"), () => window.print()));
    return [
      skip,
      el("header", {}, title, tools),
      el("main", {}, el("section", { class: "left", "aria-label": say("map") }, this.filters.element, this.map.element, el("p", { class: "on-paper" }, data.caveat)), this.side),
      el("footer", {}, el("p", { class: "caveat" }, data.caveat), el("p", {}, data.basis)),
    ];
  }

  start(): void {
    this.view(location.hash.length > 1 ? "detail" : "table");
    this.follow(false);
  }

  private go(hash: string): void {
    if (location.hash === hash) this.follow(true);
    else location.hash = hash;
  }

  // Shows what the address names. `moved`: somebody went there, and reads on from its heading.
  private follow(moved: boolean): void {
    const place = (this.place = this.links.read(location.hash));
    const chosen = new Set<number>();
    let chain = this.map.shown < 0 ? this.data.start : this.map.shown;
    if (place.kind === "chain") chain = place.index;
    if (place.kind === "node") {
      chain = at(this.data.nodes, place.index).chain;
      chosen.add(place.index);
    }
    if (place.kind === "firm") {
      const nodes = nodesOf(this.data, place.index).map(({ node }) => node);
      nodes.forEach((node) => chosen.add(node));
      const first = nodes[0];
      if (first !== undefined && !nodes.some((node) => at(this.data.nodes, node).chain === chain)) chain = at(this.data.nodes, first).chain;
    }
    this.map.show(chain);
    this.chains.value = String(chain);
    this.filters.count(chain);
    this.filter();
    this.map.mark(chosen);
    this.table.mark(chosen);
    const back = button(`← ${this.say("back")}`, () => this.back(), { class: "back" });
    const up = button(`↑ ${this.say("to_map")}`, () => this.map.element.scrollIntoView(), { class: "to-map" }); // on a phone
    replace(this.details, back, up, ...this.detail.of(place));
    this.details.scrollTop = 0;
    if (place.kind === "node") this.map.reveal(place.index);
    if (!moved) return;
    this.view("detail");
    if (this.side.offsetTop > this.map.element.offsetHeight) this.side.scrollIntoView(); // a phone: it is below the map
    this.details.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  private filter(): void {
    const passes = (node: number) => this.filters.passes(node);
    this.map.filter(passes);
    this.table.filter(passes, this.map.shown);
  }

  private hover(node: number | null): void {
    this.map.hover(node);
    this.table.hover(node);
  }

  private view(name: "table" | "detail"): void {
    this.side.dataset["view"] = name;
    for (const key of ["table", "detail"] as const) this.views[key].setAttribute("aria-pressed", String(key === name));
  }

  private toTable(node: number | null): void {
    this.view("table");
    this.table.focus(node);
  }

  private back(): void {
    this.toTable(this.place.kind === "node" ? this.place.index : null);
  }

  private key(event: KeyboardEvent): void {
    const typing = (event.target as Element).closest("input, select, textarea") !== null;
    if (event.key === "Escape" && this.side.dataset["view"] === "detail") this.back();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      this.search.input.focus();
      return;
    }
    const arrow = event.key.startsWith("Arrow");
    if (arrow && (event.target as Element).closest("aside")) return; // there they scroll
    this.map.key(event);
  }
}

new Page(read()).start();
requestAnimationFrame(() => {
  document.documentElement.dataset["ready"] = "yes";
  performance.mark("liantu-ready");
});
