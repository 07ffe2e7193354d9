"""A cluster of nodes on this machine, in a process of its own: `python -m world.engines.small_cluster NODES`.

It prints the address, then obeys a line of input at a time: `remove` takes the last node away without grace and prints
`removed`; at the end of the input everything ends.
"""

from __future__ import annotations

import sys

from ray.cluster_utils import Cluster

NODE = {"num_cpus": 1, "include_dashboard": False}


def main(nodes: int) -> None:
    cluster = Cluster(initialize_head=True, head_node_args=NODE)
    try:
        others = [cluster.add_node(**NODE) for _ in range(nodes - 1)]
        print(cluster.address, flush=True)
        for line in sys.stdin:
            if line.strip() == "remove":
                cluster.remove_node(others.pop(), allow_graceful=False)
                print("removed", flush=True)
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]))
