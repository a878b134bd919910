// Elements without markup: text is always text.

type Child = Element | string | null | undefined | false;

// An element with attributes (an empty value: present) and children. `class` and the like are attributes too.
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const out = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) out.setAttribute(name, String(value));
  }
  out.append(...children.filter((child): child is Element | string => Boolean(child)));
  return out;
}

export function svgElement<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const out = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) out.setAttribute(name, value);
  return out;
}

export function button(text: string, act: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const out = el("button", { type: "button", ...attributes }, text);
  out.addEventListener("click", act);
  return out;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter((child): child is Element | string => Boolean(child)));
}

// ●●○ and the like: what the map draws beside the colour of a state.
const marks = ["▨", "○○○", "?", "●○○", "●●○", "●●●"];

export function stateChip(state: number, word: string): HTMLSpanElement {
  return el("span", { class: `chip s${state}` }, el("span", { class: "marks", "aria-hidden": "true" }, marks[state] ?? ""), word);
}

export function section(title: string, ...children: Child[]): HTMLElement {
  return el("section", {}, el("h3", {}, title), ...children);
}
