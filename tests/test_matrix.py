from __future__ import annotations

import pytest

from qplan.matrix import Load, matrix, roles, subordinate, workload
from qplan.plan import Document, Duty, Item, Measure, Plan, Section, Unit


def item(number: int, effective: Duty, *measures: Duty, part: str = "tasks") -> Item:
    listed = tuple(
        Measure("做好。", f"（{n}）", f"{number}/({n})", (), effective=duty) for n, duty in enumerate(measures, 1)
    )
    return Item(
        None, f"{number}.", str(number), ("content", 0, "content", number), 3, part, f"任务{number}",  # type: ignore[arg-type]
        effective=effective, measures=listed,
    )  # fmt: skip


def plan(*items: Item, registry: tuple[Unit, ...] = ()) -> Plan:
    section = Section(None, "一、", "一", ("content", 0), 1, "tasks", "重点任务", items)
    return Plan("zh", "quality-county-2024", "示例县", "county", Document(), (section,), registry=registry)


def unit(name: str, *aliases: str, full: str | None = None, members: tuple[str, ...] = ()) -> Unit:
    return Unit(name, full, aliases, members, ())


def test_units_stand_in_the_order_of_the_registry_then_of_appearance() -> None:
    table = matrix(
        plan(
            item(1, Duty(lead=("乙局",), support=("丙局",))),
            item(2, Duty(responsible=("甲局",))),
            registry=(unit("甲局"), unit("没有任务的局"), unit("乙局")),
        )
    )
    assert table.units == ("甲局", "乙局", "丙局")
    assert table.cells == ((None, "lead", "support"), ("responsible", None, None))


def test_measures_count_and_the_strongest_part_wins() -> None:
    task = item(1, Duty(lead=("甲局",), support=("乙局",)), Duty(lead=("乙局",), responsible=("甲局", "丙局")))
    assert roles(task, {}) == {"甲局": "lead", "乙局": "lead", "丙局": "responsible"}


def test_a_unit_by_its_full_name_or_alias_is_the_same_unit() -> None:
    registry = (unit("县市场监管局", "县市监局", full="示例县市场监督管理局"),)
    table = matrix(
        plan(
            item(1, Duty(lead=("示例县市场监督管理局",))),
            item(2, Duty(lead=("县市监局",), support=("县市场监管局",))),
            registry=registry,
        )
    )
    assert table.units == ("县市场监管局",)
    assert table.cells == (("lead",), ("lead",))


def test_names_are_the_same_whatever_their_width() -> None:
    table = matrix(plan(item(1, Duty(lead=("市工信局(国资委)",))), registry=(unit("市工信局（国资委）"),)))
    assert table.units == ("市工信局（国资委）",)


def test_a_collective_is_one_column() -> None:
    group = unit("领导小组成员单位", members=("甲局", "乙局"))
    table = matrix(plan(item(1, Duty(lead=("甲局",), support=("领导小组成员单位",))), registry=(unit("甲局"), group)))
    assert table.units == ("甲局", "领导小组成员单位")


def test_only_tasks_have_rows() -> None:
    other = item(1, Duty(lead=("甲局",)), part="safeguards")
    assert matrix(plan(other)).tasks == ()


def test_workload_counts_each_task_once() -> None:
    table = matrix(
        plan(
            item(1, Duty(lead=("甲局",)), Duty(lead=("甲局",))), item(2, Duty(support=("甲局",), responsible=("乙局",)))
        )
    )
    assert workload(table) == (Load("甲局", 1, 0, 1), Load("乙局", 0, 1, 0))
    assert workload(table)[0].total == 2


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇人民政府",
        "各镇（街道）",
        "城关镇人民政府",
        "各县（市、区）人民政府",
        "某某街道办事处",
        "各村、社区街道",
        "各乡镇",
        "各县区",
    ],
)
def test_lower_governments(name: str) -> None:
    assert subordinate(name)


@pytest.mark.parametrize(
    "name",
    [
        "县乡村振兴局",
        "县市场监管局",
        "县政府办公室",
        "县经开区管委会",
        "县城镇管理局",
        "镇经济发展办公室",
        "各相关部门",
    ],
)
def test_bodies_of_the_same_level(name: str) -> None:
    assert not subordinate(name)
