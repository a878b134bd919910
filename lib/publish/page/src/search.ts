// One field over nodes, chains and firms: by part of a name, or by initials of its 拼音.
import { Data } from "./data";
import { el, replace } from "./dom";
import { Say } from "./words";

type Kind = "node" | "chain" | "firm";
interface Entry {
  kind: Kind;
  index: number;
  name: string;
  folded: string;
  initials: string;
  beside: string;
}

const most = 40;
const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

export class Search {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private readonly entries: Entry[] = [];
  private found: Entry[] = [];
  private active = -1;

  constructor(
    data: Data,
    private readonly say: Say,
    private readonly open: (kind: Kind, index: number) => void,
  ) {
    const add = (kind: Kind) => (item: { name: string; initials: string }, index: number) => {
      const beside = kind === "node" ? (data.chains[data.nodes[index]?.chain ?? 0]?.name ?? "") : "";
      this.entries.push({ kind, index, name: item.name, folded: fold(item.name), initials: item.initials, beside });
    };
    data.chains.forEach(add("chain"));
    data.nodes.forEach(add("node"));
    data.firms.forEach(add("firm"));
    this.input = el("input", {
      type: "search",
      role: "combobox",
      placeholder: say("search"),
      "aria-label": `${say("search")} (${say("search_hint")})`,
      title: `${say("search_hint")}  /`,
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.list = el("ul", { id: "found", role: "listbox", "aria-label": say("search"), hidden: "" });
    this.element = el("div", { class: "search" }, this.input, this.list);
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  }

  private look(): void {
    const wanted = fold(this.input.value);
    this.found = wanted === "" ? [] : this.matches(wanted);
    this.active = this.found.length > 0 ? 0 : -1;
    const items = this.found.map((entry, place) => this.item(entry, place));
    if (wanted !== "" && items.length === 0)
      replace(this.list, el("li", { role: "option", class: "nothing", "aria-disabled": "true", "aria-selected": "false" }, this.say("nothing_found")));
    else replace(this.list, ...items);
    this.list.hidden = wanted === "";
    this.input.setAttribute("aria-expanded", String(wanted !== ""));
    this.activate(this.active);
  }

  private matches(wanted: string): Entry[] {
    const latin = /^[a-z0-9]+$/.test(wanted);
    const order: Entry[][] = [[], [], [], []];
    for (const entry of this.entries) {
      const at = entry.folded.indexOf(wanted);
      if (at >= 0) order[at === 0 ? 0 : 1]?.push(entry);
      else if (latin && entry.initials.startsWith(wanted)) order[2]?.push(entry);
      else if (latin && wanted.length > 1 && entry.initials.includes(wanted)) order[3]?.push(entry);
    }
    return order.flat().slice(0, most);
  }

  private item(entry: Entry, place: number): HTMLLIElement {
    const out = el(
      "li",
      { role: "option", id: `found-${place}`, "aria-selected": "false" },
      el("span", { class: "kind" }, this.say(entry.kind)),
      el("span", { class: "name" }, entry.name),
      entry.beside !== "" && el("span", { class: "beside" }, entry.beside),
    );
    out.addEventListener("click", () => this.take(entry));
    return out;
  }

  private take(entry: Entry): void {
    this.input.value = "";
    this.input.blur();
    this.open(entry.kind, entry.index);
  }

  private activate(place: number): void {
    this.active = place;
    [...this.list.children].forEach((item, index) => {
      if (item.classList.contains("nothing")) return;
      item.setAttribute("aria-selected", String(index === place));
      if (index === place) item.scrollIntoView({ block: "nearest" });
    });
    if (place >= 0) this.input.setAttribute("aria-activedescendant", `found-${place}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter and Esc belong to the input method
    const chosen = this.found[this.active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.found.length;
      if (count > 0) this.activate((this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && chosen && !this.list.hidden) {
      event.preventDefault();
      this.take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.input.value = "";
      this.input.blur();
    }
  }
}
