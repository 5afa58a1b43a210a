"""Period names: how a period is called where people read it."""

from config.wording import Wording
from rules.nodes import NodeTable


def name_period(written: str, nodes: NodeTable, wording: Wording) -> str:
    """A node by its name and year (2026年端午节), any other period as it is written."""
    node_id, _, year = written.rpartition("-")
    node = nodes.node(node_id)
    if node is None:
        return written
    name = node.en if wording.locale == "en" else node.zh
    return wording.say("period.node", node=name, year=year)
