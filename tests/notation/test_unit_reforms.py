"""Names that a reform ended: found in lists and in prose, and never within a name that is in use."""

from __future__ import annotations

import pytest

from qplan.notation.unit_reforms import ended, spots


def found(text: str) -> list[tuple[str, str]]:
    return [(spot.name, spot.successor) for spot in spots(text, "示例县")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县质监局", [("县质监局", "县市场监管局")]),
        ("示例县质监局", [("示例县质监局", "县市场监管局")]),
        ("由县质监局牵头，会同工商局建档。", [("县质监局", "县市场监管局"), ("工商局", "市场监管局")]),
        ("市食品药品监督管理局、县安监局", [("市食品药品监督管理局", "市市场监管局"), ("县安监局", "县应急管理局")]),
        ("县卫计委", [("县卫计委", "卫生健康委（局）")]),
        ("原环保局建的档案", [("环保局", "生态环境局（分局）")]),
        ("国家质检总局公布的名单", [("国家质检总局", "国家市场监管总局")]),
        ("请工商部门配合", [("工商部门", "市场监管部门")]),
        ("示例银保监分局、县扶贫办", [("示例银保监分局", "国家金融监督管理总局监管分局"), ("县扶贫办", "乡村振兴局，后并入农业农村局")]),
        ("人民银行示例市中心支行", [("人民银行示例市中心支行", "中国人民银行分行")]),
        ("人行示例县支行", [("人行示例县支行", "中国人民银行分行（县支行已撤销）")]),
        ("省国土资源厅", [("省国土资源厅", "省自然资源厅")]),
    ],
)  # fmt: skip
def test_what_is_found_and_what_came_after(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县农业农村局、县文化和旅游局、市生态环境局示例县分局",
        "打开全域旅游局面",
        "依法制办文书",
        "农业部门和环保部门齐抓共管",
        "中国人民银行示例市分行、农业银行示例支行",
        "人民银行和农业银行示例支行",
        "县文化广电和旅游局",
        "县税务局、县自然资源和规划局、县消防救援大队",
    ],
)
def test_names_in_use_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_name_by_itself_and_in_a_text_are_judged_alike() -> None:
    for name in ("县质监局", "示例县国土资源局", "示例银保监分局", "人行示例县支行", "国家质检总局", "县市场监管局"):
        assert bool(ended(name, "示例县")) == bool(found(name))
