// Light or dark: as the system has it, until somebody says otherwise; this browser then remembers it for all such pages.
import { button } from "./dom";
import { Say } from "./words";

const key = "liantu-theme";

export class Theme {
  readonly element: HTMLButtonElement;
  private readonly system = window.matchMedia("(prefers-color-scheme: dark)");
  private chosen = recall();

  constructor(private readonly say: Say) {
    this.element = button("", () => this.turn(), { class: "theme" });
    this.system.addEventListener("change", () => this.apply());
    this.apply();
  }

  private get dark(): boolean {
    return this.chosen === "" ? this.system.matches : this.chosen === "dark";
  }

  private apply(): void {
    document.documentElement.classList.toggle("dark", this.dark);
    const to = this.dark ? "light" : "dark";
    this.element.textContent = this.say(to);
    this.element.title = this.say(`to_${to}`);
  }

  // Back to what the system has: it is followed again.
  private turn(): void {
    const dark = !this.dark;
    this.chosen = dark === this.system.matches ? "" : dark ? "dark" : "light";
    remember(this.chosen);
    this.apply();
  }
}

// A browser may refuse to keep anything, for a file above all: then the choice lasts as long as the page.
function recall(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function remember(theme: string): void {
  try {
    if (theme === "") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // as above
  }
}
