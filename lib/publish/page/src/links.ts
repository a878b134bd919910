// Where one is: #node=quartz:sand, #firm=91…, #chain=quartz. A firm goes by its credit code, else by its name, so that a
// link outlives the next run.
import { Data } from "./data";

export type Place = { kind: "node" | "firm" | "chain"; index: number } | { kind: "none"; text: string };

export class Links {
  private readonly firms = new Map<string, number>();
  private readonly firmKeys: string[] = [];
  private readonly nodes: Map<string, number>;
  private readonly chains: Map<string, number>;

  constructor(private readonly data: Data) {
    this.nodes = new Map(data.nodes.map((node, index) => [node.id, index]));
    this.chains = new Map(data.chains.map((chain, index) => [chain.id, index]));
    data.firms.forEach((firm, index) => {
      const base = firm.code || firm.name;
      let key = base;
      for (let n = 2; this.firms.has(key); ++n) key = `${base}~${n}`;
      this.firms.set(key, index);
      this.firmKeys.push(key);
    });
    this.ids = { node: data.nodes.map((node) => node.id), firm: this.firmKeys, chain: data.chains.map((chain) => chain.id) };
  }

  private readonly ids: Record<"node" | "firm" | "chain", string[]>;

  to(kind: "node" | "firm" | "chain", index: number): string {
    return `#${kind}=${encodeURIComponent(this.ids[kind][index] ?? "").replace(/%3A/g, ":")}`;
  }

  // What a hash names; an empty one names the chain to start with.
  read(hash: string): Place {
    const found = /^#(node|firm|chain)=(.*)$/.exec(hash);
    if (!found) return hash.length > 1 ? { kind: "none", text: hash } : { kind: "chain", index: this.data.start };
    const kind = found[1] as "node" | "firm" | "chain";
    let id = found[2] ?? "";
    try {
      id = decodeURIComponent(id);
    } catch {
      // not a link that this page wrote: looked up as it stands
    }
    const index = { node: this.nodes, firm: this.firms, chain: this.chains }[kind].get(id);
    return index === undefined ? { kind: "none", text: id } : { kind, index };
  }
}
