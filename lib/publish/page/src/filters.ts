// Which states and actions are asked about; none chosen: all. The buttons are the legend too.
import { at, Data } from "./data";
import { el, button, stateChip } from "./dom";
import { Say } from "./words";

const stateOrder = [5, 4, 3, 2, 1, 0]; // as lists count them

export class Filters {
  readonly element: HTMLElement;
  readonly states = new Set<number>();
  readonly actions = new Set<number>();
  private readonly buttons: { set: Set<number>; value: number; button: HTMLButtonElement; count: HTMLElement }[] = [];
  private readonly reset: HTMLButtonElement;

  constructor(
    private readonly data: Data,
    say: Say,
    private readonly changed: () => void,
  ) {
    const used = new Set(data.targets.map((target) => target.action));
    const states = el("div", { class: "group", role: "group", "aria-label": say("state") });
    for (const state of stateOrder) states.append(this.toggle(this.states, state, stateChip(state, short(at(data.words.state, state)))));
    const actions = el("div", { class: "group", role: "group", "aria-label": say("action") });
    data.words.action.forEach((word, action) => {
      if (used.has(action)) actions.append(this.toggle(this.actions, action, el("span", { class: "action" }, word)));
    });
    this.reset = button(say("clear"), () => this.clear(), { class: "quiet" });
    this.reset.hidden = true;
    this.element = el("div", { class: "filters" }, states, actions, this.reset);
  }

  private toggle(set: Set<number>, value: number, face: HTMLElement): HTMLButtonElement {
    const count = el("span", { class: "count" });
    const out = el("button", { type: "button", class: "toggle", "aria-pressed": "false" }, face, count);
    out.addEventListener("click", () => {
      if (!set.delete(value)) set.add(value);
      this.tell();
    });
    this.buttons.push({ set, value, button: out, count });
    return out;
  }

  clear(): void {
    this.states.clear();
    this.actions.clear();
    this.tell();
  }

  private tell(): void {
    for (const { set, value, button: face } of this.buttons) face.setAttribute("aria-pressed", String(set.has(value)));
    this.reset.hidden = !this.any;
    this.changed();
  }

  get any(): boolean {
    return this.states.size + this.actions.size > 0;
  }

  // Counts of the chain that is shown.
  count(chain: number): void {
    const targets = this.data.targets.filter((target) => at(this.data.nodes, target.node).chain === chain);
    for (const { set, value, count } of this.buttons) {
      const number =
        set === this.states ? (at(this.data.chains, chain).states[value] ?? 0) : targets.filter((target) => target.action === value).length;
      count.textContent = String(number);
    }
  }

  passes(node: number): boolean {
    const { state, target } = at(this.data.nodes, node);
    if (this.states.size > 0 && !this.states.has(state)) return false;
    return this.actions.size === 0 || (target !== undefined && this.actions.has(at(this.data.targets, target).action));
  }
}

// 空白(名单内未见) -> 空白
function short(word: string): string {
  return word.replace(/\(.*$/, "").trim();
}
