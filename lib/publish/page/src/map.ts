// The map of one chain: the SVG that the library drew, with pan, zoom, selection and filters.
import { select, Selection } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, ZoomBehavior } from "d3-zoom";
import { at, Data, mapOf } from "./data";
import { el, button } from "./dom";
import { Say } from "./words";

const legible = 1.1; // pixels a point, from which the small print of a node can be read
const narrow = 700; // pixels
const step = 60; // of the arrow keys, in pixels

export interface MapEvents {
  open(node: number): void;
  hover(node: number | null): void;
}

export class MapView {
  readonly element: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly boxes = new Map<number, SVGGElement>();
  private readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  private svg: SVGSVGElement | null = null;
  private chain = -1;

  constructor(
    private readonly data: Data,
    say: Say,
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
    const sheet = document.createElementNS("http://www.w3.org/2000/svg", "g");
    sheet.setAttribute("class", "sheet");
    for (const child of [...svg.childNodes]) {
      const name = child.nodeName;
      if (name !== "title" && name !== "desc") sheet.append(child);
    }
    svg.querySelector(":scope > title")?.remove(); // else it pops up wherever the mouse rests
    svg.querySelector(":scope > desc")?.remove();
    svg.append(sheet);
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

  // The node that is open, with its neighbours.
  mark(nodes: { chosen: Set<number>; near: Set<number> }): void {
    for (const [node, box] of this.boxes) {
      box.classList.toggle("chosen", nodes.chosen.has(node));
      box.classList.toggle("near", nodes.near.has(node));
      if (nodes.chosen.has(node)) box.setAttribute("aria-current", "true");
      else box.removeAttribute("aria-current");
    }
  }

  hover(node: number | null): void {
    for (const [other, box] of this.boxes) box.classList.toggle("hover", other === node);
  }

  filter(passes: (node: number) => boolean): void {
    for (const [node, box] of this.boxes) box.classList.toggle("dim", !passes(node));
  }
}
