"""Edits of plan data -> edits of the plan file's text: exactly those places, comments and quotes intact.

What goes with an edit. `Put` and `Words` keep the quotes, the kind of block and the brackets of what they change, as
far as the new value can be written so. `Drop` takes the lines of its key or member with the comments that stand on and
between these lines; comment lines above and below stay. `Move` takes along, besides, the comment lines directly above
the dash in its column, and those directly below that stand deeper. A new key stands behind the key that precedes it
in the schema. Where a mention (``*name``) or its anchor changes and the other does not, the mention is spelled out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from qplan import nodes, vocabulary
from qplan.amending.aliases import reconcile
from qplan.amending.bench import Bench, anew
from qplan.amending.blocks import amend_list, amend_mapping, fill_list
from qplan.amending.edits import Edit
from qplan.amending.flows import amend_flow
from qplan.amending.ground import Ground
from qplan.amending.patches import Patches
from qplan.amending.saying import said
from qplan.amending.scalars import respelled
from qplan.amending.weaving import Node, plain, same, weave
from qplan.errors import Unamendable
from qplan.findings import Route
from qplan.source import Source


def amended(data: Any, edits: Sequence[Edit]) -> Any:
    """Make edits on canonical plan data: the specification of what `amend` does to a file.

    All routes are those of ``data`` as it is; the edits apply together. ``data`` itself stays as it is; what no edit
    touches is shared with it.

    Raises:
        Unamendable: an edit names what is not there, or two contradict each other.
    """
    return plain(weave(data, edits))


def amend(source: Source, edits: Sequence[Edit]) -> Source:
    """Make edits in a plan file's text; what they do not name stays as it is, to the byte.

    The new text is read again before it is given back: it holds exactly the data that `amended` says.

    Args:
        source: the plan file.
        edits: in the terms of its canonical data.

    Returns:
        The same file with the new text, to be written in the same encoding.

    Raises:
        Unamendable: the file cannot be read as YAML, an edit names what is not there, two contradict each other, or
            there is no way to make them that keeps everything else.
    """
    if source.bad is not None:
        raise Unamendable(f"{source.name} 有无法识别的字节，没有改动", "请先把文件另存为 UTF-8")
    tree = nodes.read(source)
    if tree.data is None:
        where = next((f"第 {finding.span.line} 行：{finding.message}" for finding in tree.findings), "没有内容")
        raise Unamendable(f"{source.name} 读不懂，没有改动（{where}）", "请先用 qplan validate 检查并改正")
    canonical = vocabulary.canonical(tree)
    woven = weave(canonical.data, edits)
    wanted = plain(woven)
    if same(wanted, canonical.data):
        return source
    problem: Unamendable | None = None
    ground = Ground(source, canonical)
    for way in _WAYS:
        try:
            new = source._replace(text=_text(ground, woven, way))
        except Unamendable as error:
            problem = problem or error
            continue
        if same(vocabulary.canonical(nodes.read(new)).data, wanted):
            return new
    raise problem or Unamendable(f"这些改动无法写进 {source.name}，没有改动", "请减少一次改动的数量，或手工修改")


class _Way(NamedTuple):
    """How freely a text is amended.

    ``cut`` tells a block text that ends with the file to keep no line end, wherever it goes; ``ended`` gives the file
    the last line end that it lacked; ``spelled`` leaves no mention of an anchor; ``coarse`` writes values and brackets
    anew.
    """

    cut: bool = False
    ended: bool = False
    spelled: bool = False
    coarse: bool = False


_WAYS = (
    _Way(),
    _Way(cut=True),
    _Way(cut=True, ended=True),
    _Way(cut=True, ended=True, spelled=True),
    _Way(cut=True, ended=True, spelled=True, coarse=True),
)
"""From the way that changes least; the next is tried where one does not give what the edits say."""


def _text(ground: Ground, woven: Node, way: _Way) -> str:
    moved = frozenset(_moved(woven))
    bench = Bench(ground, Patches(ground.text, moved), way.coarse, moved)
    if way.cut and ground.open_end:
        sign = ground.bare_start(ground.open_end) + 1
        bench.patches.put(ground.open_end, sign, sign, "-", yields=True)
    aliases = reconcile(ground, woven, spelled=way.spelled)
    closed = aliases.settled | {route for route, _ in aliases.spelled}
    for route, value in aliases.spelled:
        anew(bench, route, value, flow=ground.is_in_flow(route), yields=True)
    for route, start, end in aliases.idle:
        is_last = ground.text[end : end + 1] in ("\r", "\n")
        bench.patches.put(route, start - (is_last and ground.text[start - 1] == " "), end, "", yields=True)
    _walk(bench, woven, closed, flow=False)
    text = bench.patches.written((), 0, len(ground.text))
    return text if way.ended else text.removesuffix(ground.added)


def _walk(bench: Bench, node: Node, closed: frozenset[Route], *, flow: bool) -> None:
    """Lay the replacements of one value and of all below it, the innermost first."""
    ground, route = bench.ground, node.origin
    if route is None or route in closed:
        return
    if not node.woven:
        _scalar(bench, route, node, flow=flow)
        return
    if route not in ground.start:
        raise Unamendable(f"{said(route)}在文件里没有自己的位置", "请手工改这一处")
    in_brackets = ground.is_flow(route)
    if in_brackets and bench.coarse:
        amend_flow(bench, route, node)
        return
    for key, child in node.value.items() if isinstance(node.value, dict) else enumerate(node.value):
        if child.origin is not None:
            _walk(bench, child, closed, flow=ground.is_in_flow(child.origin))
        elif isinstance(node.value, dict) and ground.is_file_key((*route, key)):
            anew(bench, (*route, key), child.value, flow=in_brackets)
    _arrange(bench, route, node, in_brackets=in_brackets)


def _arrange(bench: Bench, route: Route, node: Node, *, in_brackets: bool) -> None:
    ground = bench.ground
    if in_brackets and not ground.is_in_flow(route) and not ground.value(route) and isinstance(node.value, list):
        fill_list(bench, route, node)
    elif in_brackets:
        amend_flow(bench, route, node)
    elif isinstance(node.value, list):
        amend_list(bench, route, node)
    else:
        amend_mapping(bench, route, node)


def _scalar(bench: Bench, route: Route, node: Node, *, flow: bool) -> None:
    ground = bench.ground
    if node.value is ground.value(route) or same(node.value, ground.value(route)):
        return
    if isinstance(node.value, (dict, list)) or bench.coarse:
        anew(bench, route, node.value, flow=flow)
        return
    text = respelled(ground, route, node, flow=flow)
    if text is None:
        anew(bench, route, node.value, flow=flow)
    else:
        bench.patches.put(route, ground.bare_start(route), ground.end[route], text)


def _moved(node: Node) -> list[Route]:
    """The members that go to another place."""
    own = [node.origin] if node.moved and node.origin is not None else []
    if not node.woven:
        return own
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    return own + [route for child in inner for route in _moved(child)]
