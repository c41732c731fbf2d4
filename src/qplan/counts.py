"""Plan -> what it holds, in numbers and plain words, as an import tells it and its review page shows it."""

from __future__ import annotations

from qplan.plan import Plan, Section


def counted(plan: Plan) -> tuple[str, ...]:
    """Sections, items and tasks among them, units named anywhere, targets: ``("章节 3 个", "条目 18 个", …)``."""
    nodes = list(plan.nodes())
    sections = sum(isinstance(node, Section) for node in nodes)
    duties = [node.duty for node in nodes]
    duties += [measure.duty for item in plan.items() for measure in item.measures]
    units = {unit for duty in duties for unit in duty.units}
    return (
        f"章节 {sections} 个",
        f"条目 {len(nodes) - sections} 个",
        f"其中任务 {len(list(plan.tasks()))} 项",
        f"责任单位 {len(units)} 个",
        f"指标 {len(plan.targets)} 个",
    )
