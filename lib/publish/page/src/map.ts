// The map of one chain: the SVG that the library drew, with pan, zoom, selection and filters.
import { select, Selection } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, ZoomBehavior } from "d3-zoom";
import { at, Data, mapOf } from "./data";
import { el, button, replace, svgElement } from "./dom";
import { Say } from "./words";

const legible = 1.1; // pixels a point, from which the small print of a node can be read
const narrow = 700; // pixels
const head = 9; // of an arrow, in points
const step = 60; // of the arrow keys, in pixels

export interface MapEvents {
  open(node: number): void;
  hover(node: number | null): void;
}

export class MapView {
  readonly element: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly boxes = new Map<number, SVGGElement>();
  private readonly legend = el("p", { class: "key", hidden: "" });
  private readonly ways = svgElement("g", { class: "ways" });
  private chosen = new Set<number>();
  private hovered: number | null = null;
  private readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  private svg: SVGSVGElement | null = null;
  private chain = -1;

  constructor(
    private readonly data: Data,
    private readonly say: Say,
    private readonly events: MapEvents,
  ) {
    this.behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.8, 24])
      .on("zoom", (event) => this.svg?.querySelector(".sheet")?.setAttribute("transform", String(event.transform)));
    this.canvas = el("div", { class: "canvas", tabindex: "0", role: "region", "aria-label": say("map_keys") });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    const tool = (text: string, word: "zoom_in" | "zoom_out" | "fit", act: () => void) =>
      button(text, act, { "aria-label": say(word), title: say(word) });
    this.element = el(
      "div",
      { class: "map" },
      this.canvas,
      this.legend,
      el(
        "div",
        { class: "zoom" },
        tool("+", "zoom_in", () => this.scale(1.4)),
        tool("−", "zoom_out", () => this.scale(1 / 1.4)),
        tool("⤢", "fit", () => this.fit()),
      ),
    );
  }

  get shown(): number {
    return this.chain;
  }

  // Shows a chain, all of it. Its SVG is parsed now: most chains are never looked at.
  show(chain: number): void {
    if (chain === this.chain) return;
    this.chain = chain;
    const svg = document.importNode(mapOf(this.data, chain).documentElement, true) as unknown as SVGSVGElement;
    const sheet = svgElement("g", { class: "sheet" });
    for (const child of [...svg.childNodes]) {
      const name = child.nodeName;
      if (name !== "title" && name !== "desc") sheet.append(child);
    }
    svg.querySelector(":scope > title")?.remove(); // else it pops up wherever the mouse rests
    svg.querySelector(":scope > desc")?.remove();
    svg.append(sheet);
    sheet.insertBefore(this.ways, sheet.querySelector("g.node"));
    for (const name of ["width", "height", "aria-labelledby"]) svg.removeAttribute(name);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", at(this.data.chains, chain).name);
    this.svg = svg;
    this.canvas.replaceChildren(svg);
    const box = svg.viewBox.baseVal;
    this.behaviour.translateExtent([
      [-box.width / 2, -box.height / 2],
      [box.width * 1.5, box.height * 1.5],
    ]);
    this.selection().call(this.behaviour).on("dblclick.zoom", null);
    this.selection().call(this.behaviour.transform, zoomIdentity);
    if (this.canvas.clientWidth < narrow) this.fillHeight();
    this.take(svg);
  }

  // On a phone all of a map is too small to see anything: it begins at the left, as high as there is room.
  private fillHeight(): void {
    const box = (this.svg as SVGSVGElement).viewBox.baseVal;
    const k = this.canvas.clientHeight / box.height / this.unit();
    if (k <= 1) return;
    const width = this.canvas.clientWidth / this.unit() / k;
    this.selection().call(this.behaviour.scaleTo, k).call(this.behaviour.translateTo, width / 2, box.height / 2);
  }

  private take(svg: SVGSVGElement): void {
    this.boxes.clear();
    const places = new Map(this.data.nodes.map((node, index) => [node.id, index]));
    const id = at(this.data.chains, this.chain).id;
    svg.querySelectorAll<SVGGElement>("g.node").forEach((box) => {
      const node = places.get(`${id}:${box.dataset["node"] ?? ""}`);
      if (node === undefined) return;
      this.boxes.set(node, box);
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "button");
      box.addEventListener("click", () => this.events.open(node));
      box.addEventListener("mouseenter", () => this.events.hover(node));
      box.addEventListener("mouseleave", () => this.events.hover(null));
      box.addEventListener("focus", () => {
        if (box.matches(":focus-visible")) this.reveal(node);
      });
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.events.open(node);
      });
    });
  }

  private selection(): Selection<SVGSVGElement, unknown, null, undefined> {
    return select(this.svg as SVGSVGElement);
  }

  fit(): void {
    if (this.svg) this.selection().call(this.behaviour.transform, zoomIdentity);
  }

  scale(factor: number): void {
    if (this.svg) this.selection().call(this.behaviour.scaleBy, factor);
  }

  pan(x: number, y: number): void {
    if (!this.svg) return;
    const unit = this.unit() * zoomTransform(this.svg).k;
    this.selection().call(this.behaviour.translateBy, x / unit, y / unit);
  }

  // True where the key was for the map.
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.pan(step, 0),
      ArrowRight: () => this.pan(-step, 0),
      ArrowUp: () => this.pan(0, step),
      ArrowDown: () => this.pan(0, -step),
      "+": () => this.scale(1.4),
      "=": () => this.scale(1.4),
      "-": () => this.scale(1 / 1.4),
      "0": () => this.fit(),
    };
    const move = moves[event.key];
    if (!move) return false;
    event.preventDefault();
    event.stopPropagation();
    move();
    return true;
  }

  // Pixels a point where nothing is zoomed.
  private unit(): number {
    const box = (this.svg as SVGSVGElement).viewBox.baseVal;
    return Math.min(this.canvas.clientWidth / box.width, this.canvas.clientHeight / box.height) || 1;
  }

  // Moves the map so that a node is in sight and can be read; does nothing where it is so already.
  reveal(node: number): void {
    const rect = this.boxes.get(node)?.querySelector("rect");
    if (!this.svg || !rect) return;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name))) as [number, number, number, number];
    const wanted = Math.max(zoomTransform(this.svg).k, legible / this.unit());
    const seen = this.canvas.getBoundingClientRect();
    const own = rect.getBoundingClientRect();
    const inside = own.left >= seen.left && own.right <= seen.right && own.top >= seen.top && own.bottom <= seen.bottom;
    if (inside && wanted <= zoomTransform(this.svg).k * 1.01) return;
    this.selection().call(this.behaviour.scaleTo, wanted);
    this.selection().call(this.behaviour.translateTo, x + width / 2, y + height / 2);
  }

  // The nodes that are open: their links and neighbours stand out, the rest steps back.
  mark(chosen: Set<number>): void {
    this.chosen = new Set([...chosen].filter((node) => this.boxes.has(node)));
    this.hovered = null;
    for (const [node, box] of this.boxes) {
      const is = this.chosen.has(node);
      box.classList.toggle("chosen", is);
      if (is) box.setAttribute("aria-current", "true");
      else box.removeAttribute("aria-current");
    }
    this.follow();
  }

  hover(node: number | null): void {
    const here = node !== null && this.boxes.has(node) ? node : null;
    if (here === this.hovered) return;
    this.hovered = here;
    this.follow();
  }

  // Draws what leads to the nodes in hand and what leads away from them: the one under the mouse, else those open.
  private follow(): void {
    const hand = this.hovered === null ? this.chosen : new Set([this.hovered]);
    const suppliers = new Set<number>();
    const customers = new Set<number>();
    const first = this.first;
    this.ways.replaceChildren();
    for (const [from, to, way] of at(this.data.chains, this.chain).links) {
      if (hand.has(first + to)) suppliers.add(first + from);
      if (hand.has(first + from)) customers.add(first + to);
      if (hand.has(first + to)) this.draw("in", from, to, way);
      else if (hand.has(first + from)) this.draw("out", from, to, way);
    }
    for (const [node, box] of this.boxes) {
      box.classList.toggle("hover", node === this.hovered);
      box.classList.toggle("supplier", suppliers.has(node));
      box.classList.toggle("customer", customers.has(node));
    }
    this.element.classList.toggle("in-hand", hand.size > 0);
    this.element.classList.toggle("open", this.chosen.size > 0);
    this.legend.hidden = hand.size === 0;
    const entry = (side: "in" | "out", word: "suppliers_here" | "customers_here", count: number) =>
      el("span", { class: side }, `${this.say(word)} ${count}`);
    replace(this.legend, entry("in", "suppliers_here", suppliers.size), entry("out", "customers_here", customers.size));
  }

  // All the way of a link, with its arrow: on the map those of one supplier share theirs.
  private draw(side: "in" | "out", from: number, to: number, way: string): void {
    const line = svgElement("path", { d: way, class: side, "data-from": this.name(from), "data-to": this.name(to) });
    this.ways.append(line);
    const length = line.getTotalLength();
    const tip = line.getPointAtLength(length);
    const back = line.getPointAtLength(length - head);
    const [x, y] = [(tip.x - back.x) / 2, (tip.y - back.y) / 2];
    const triangle = `M${tip.x} ${tip.y}L${back.x - y} ${back.y + x}L${back.x + y} ${back.y - x}Z`;
    this.ways.append(svgElement("path", { d: triangle, class: `${side} head` }));
  }

  // The id in its chain of the node at a place in it.
  private name(place: number): string {
    return at(this.data.nodes, this.first + place).id.slice(at(this.data.chains, this.chain).id.length + 1);
  }

  private get first(): number {
    return this.data.nodes.findIndex((node) => node.chain === this.chain);
  }

  filter(passes: (node: number) => boolean): void {
    for (const [node, box] of this.boxes) box.classList.toggle("dim", !passes(node));
  }
}
