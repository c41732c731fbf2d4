"""Which names mean one body, and which names a reform ended."""

from __future__ import annotations

import pytest

from qplan import build
from qplan.notation.unit_bodies import body
from qplan.notation.unit_reforms import ended
from qplan.rules import ALL, Case
from qplan.rules._units import is_loose


@pytest.mark.parametrize(
    "names",
    [
        ("县市场监管局", "县市场监督管理局", "县市监局", "示例县市场监督管理局"),
        ("县发展改革委", "县发改委", "县发展和改革局", "县发展改革局", "县发改局"),
        ("县工业和信息化局", "县工信局"),
        ("县人力资源和社会保障局", "县人社局", "县人力社保局"),
        ("县卫生健康局", "县卫健委", "县卫生健康委员会"),
        ("县住房和城乡建设局", "县住建局"),
        ("县文化广电旅游体育局", "县文广旅体局"),
        ("县税务局", "国家税务总局示例县税务局"),
        ("县人民政府办公室", "县政府办", "示例县人民政府办公室"),
        ("县工商联", "县工商业联合会"),
        ("县农业农村局", "示例县农业农村局"),
    ],
)
def test_one_body(names):
    assert len({body(name, "示例县") for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("县市场监管局", "市市场监管局"),
        ("县水利局", "县水务局"),
        ("县工信局", "县经信局"),
        ("县大数据局", "县大数据中心"),
        ("县文旅局", "县文广旅局"),
        ("县教育局", "县教体局"),
        ("县工信局", "县工信局（国资委）"),
        ("县财政局", "县民政局"),
        ("财政厅", "财政局"),
        ("县住建局", "县建设局"),
    ],
)
def test_two_bodies(one, two):
    assert body(one, "示例县") != body(two, "示例县")


def test_a_function_that_begins_like_a_level():
    assert body("市场监管局").level == ""
    assert body("市市场监管局").level == "市"
    assert body("市监局") == body("市场监督管理局")


@pytest.mark.parametrize("name", ["各乡镇人民政府", "有关部门", "县直有关单位", "其他成员单位"])
def test_nobody_in_particular(name):
    assert is_loose(name)


@pytest.mark.parametrize("name", ["县市场监管局", "县质量工作领导小组成员单位", "示例经济开发区管委会"])
def test_somebody(name):
    assert not is_loose(name)


@pytest.mark.parametrize(
    "name", ["县质监局", "示例县质监局", "市国土资源局", "示例银保监分局", "人民银行示例市中心支行"]
)
def test_names_that_a_reform_ended(name):
    assert ended(name, "示例县")


@pytest.mark.parametrize("name", ["县市场监管局", "县文化旅游局", "县农业农村局", "县畜牧局", "县税务局", "县委组织部"])
def test_names_in_use(name):
    assert ended(name, "示例县") is None


def test_an_old_name_is_right_in_its_time_and_where_the_time_is_not_told():
    def found(**document):
        data = {
            "document": {"title": "示例方案", **document},
            "content": [{"title": "重点任务", "content": [{"title": "甲", "responsible": ["示例银保监分局"]}]}],
        }
        case = Case(build.build(data), None)
        return [rule.entry.code for rule in ALL if rule.entry.code == "Q307" for _ in rule.check(case)]

    assert found(date="2021-12-30") == []
    assert found() == []
    assert found(date="2026-03-02") == ["Q307"]
