"""The steps of benchmarks/graphs.cpp by another library, on the same file.

  steps.py igraph|networkit|rustworkx|networkx FILE

Prints a line a step: its name, its seconds, what it found; then the most memory. A search from many nodes at once goes
through one more node, linked to each of them and not counted, where the library starts from one only; its links are
there from the start, and counted in loading."""
import resource
import sys
import time

import numpy as np


def mixed(values):
    with np.errstate(over="ignore"):
        v = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        v = (v ^ (v >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        v = (v ^ (v >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return v ^ (v >> np.uint64(31))


class Steps:
    def __init__(self):
        self.last = time.perf_counter()

    def done(self, name, result):
        """`result` may be a function: counting is then left out of the time."""
        took = time.perf_counter() - self.last
        print(f"{name} {took:.6f} {result() if callable(result) else result}", flush=True)
        self.last = time.perf_counter()


def read(path):
    pairs = np.fromfile(path, dtype=np.uint32).reshape(-1, 2)
    nodes = int(pairs.max()) + 1
    held = np.flatnonzero(mixed(np.arange(nodes)) % np.uint64(20) == 0)
    return pairs, nodes, held


def by_igraph(path, steps):
    import igraph
    pairs, nodes, held = read(path)
    extra = np.column_stack([np.full(len(held), nodes), held]), np.column_stack([held, np.full(len(held), nodes + 1)])
    graph = igraph.Graph(nodes + 2, np.concatenate([pairs, *extra]).astype(np.int64), directed=True)
    steps.done("load", graph.ecount())
    steps.done("components", len(graph.connected_components(mode="strong")) - 2)
    for name, root, mode in (("search-down", nodes, "out"), ("search-up", nodes + 1, "in")):
        order, _, _ = graph.bfs(root, mode=mode)
        steps.done(name, len(order) - 2)


def by_networkit(path, steps):
    import networkit
    networkit.setNumberOfThreads(1)
    pairs, nodes, held = read(path)
    rows = np.concatenate([pairs[:, 0], np.full(len(held), nodes), held])
    columns = np.concatenate([pairs[:, 1], held, np.full(len(held), nodes + 1)])
    graph = networkit.GraphFromCoo((rows, columns), n=nodes + 2, directed=True)
    steps.done("load", graph.numberOfEdges())
    components = networkit.components.StronglyConnectedComponents(graph)
    components.run()
    steps.done("components", components.numberOfComponents() - 2)
    for name, root in (("search-down", nodes), ("search-up", nodes + 1)):
        search = networkit.distance.BFS(graph if root == nodes else networkit.graphtools.transpose(graph), root, False)
        search.run()
        steps.done(name, lambda: int((np.asarray(search.getDistances()) < nodes + 2).sum()) - 2)


def by_rustworkx(path, steps):
    import rustworkx
    pairs, nodes, held = read(path)
    graph = rustworkx.PyDiGraph(multigraph=True)
    graph.add_nodes_from([None] * (nodes + 2))
    graph.extend_from_edge_list([tuple(pair) for pair in pairs.tolist()])
    graph.extend_from_edge_list([(nodes, int(v)) for v in held] + [(int(v), nodes + 1) for v in held])
    steps.done("load", graph.num_edges())
    steps.done("components", len(rustworkx.strongly_connected_components(graph)) - 2)
    steps.done("search-down", len(rustworkx.descendants(graph, nodes)) - 1)
    steps.done("search-up", len(rustworkx.ancestors(graph, nodes + 1)) - 1)


def by_networkx(path, steps):
    import networkx
    pairs, nodes, held = read(path)
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(map(tuple, pairs.tolist()))
    steps.done("load", graph.number_of_edges())
    steps.done("components", networkx.number_strongly_connected_components(graph))
    for name, way in (("search-down", graph), ("search-up", graph.reverse(copy=False))):
        steps.done(name, sum(len(layer) for layer in networkx.bfs_layers(way, [int(v) for v in held])))


def main():
    tool, path = sys.argv[1:]
    {"igraph": by_igraph, "networkit": by_networkit, "rustworkx": by_rustworkx, "networkx": by_networkx}[tool](path, Steps())
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


main()
