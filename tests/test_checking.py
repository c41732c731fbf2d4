from qplan import checking, rules, source
from qplan.findings import Remark


def codes(text):
    return [finding.code for finding in checking.judge(source.decode("plan.yaml", text.encode())).findings]


def test_a_rule_that_crashes_is_a_finding_and_the_others_go_on(monkeypatch):
    def fail(case):
        raise KeyError(case.plan.region)

    entry = rules.ALL[0].entry
    monkeypatch.setattr(rules, "ALL", (rules.Rule(entry, fail), *rules.ALL[1:]))
    found = codes("内容:\n  - {标题: 重点任务, 内容: [{标题: 甲, 正文: 做。}]}\n")
    assert "Q190" in found
    assert len(found) > 3


def test_a_finding_points_at_the_words_it_names(monkeypatch):
    def find(case):
        yield Remark(("content", 0, "text"), "说法", words="力争")

    monkeypatch.setattr(rules, "ALL", (rules.Rule(rules.ALL[0].entry, find),))
    checked = checking.judge(
        source.decode("plan.yaml", "内容:\n  - 标题: 甲\n    正文: |\n      第一段。\n      我们力争做到。\n".encode())
    )
    span = checked.findings[0].span
    assert (span.line, span.column, span.end_column) == (5, 9, 11)


def test_a_route_that_is_not_in_the_file_stands_for_its_nearest_ancestor(monkeypatch):
    def find(case):
        yield Remark(("content", 0, "due"), "缺时限", on_key=True)

    monkeypatch.setattr(rules, "ALL", (rules.Rule(rules.ALL[0].entry, find),))
    checked = checking.judge(source.decode("plan.yaml", "内容:\n  - 标题: 甲\n    正文: 做。\n".encode()))
    assert checked.findings[0].span.line == 2


def test_after_a_syntax_error_nothing_is_called_missing():
    found = codes("公文: {标题: 甲\n内容:\n  - 标题: 总体要求\n")
    assert [code for code in found if code.startswith("Q2")] == []
    assert any(code.startswith("Q0") for code in found)


def test_of_a_value_of_the_wrong_kind_nothing_is_called_missing():
    assert [code for code in codes("地区: 示例县\n") if code in ("Q101", "Q202")] == ["Q101"]


def test_goals_under_years_that_cannot_be_read_are_not_called_missing():
    found = codes("指标: [{名称: 合格率, 目标值: {2026年底: 95%以上}}]\n")
    assert [code for code in found if code in ("Q103", "Q211")] == ["Q103"]


def test_a_sentence_among_units_is_sent_to_its_key():
    text = "单位名录: [县甲局]\n内容: [{标题: 重点任务, 内容: [{标题: 甲, 牵头单位: 县甲局，县乙局配合}]}]\n"
    found = checking.judge(source.decode("plan.yaml", text.encode())).findings
    assert [each.hint for each in found if each.code == "Q301"] == ["这里只写单位名称；写成一句话的，用“责任”"]


def test_a_lost_number_is_named_in_its_own_look():
    text = "内容: [{标题: 重点任务, 编号方式: {举措: ①}, 内容: [{标题: 甲, 举措: [{序号: 1, 正文: 一}, {序号: 3, 正文: 三}]}]}]\n"
    found = checking.judge(source.decode("plan.yaml", text.encode())).findings
    assert [each.message[-5:] for each in found if each.code == "Q507"] == ["没有“②”"]


def test_findings_stand_in_the_order_of_the_file(root):
    checked = checking.check(root / "docs" / "tour" / "plan.yaml")
    places = [(finding.span.line, finding.span.column) for finding in checked.findings]
    assert places == sorted(places)


def test_checked_travels_to_another_process(root):
    import pickle

    checked = checking.check(root / "docs" / "tour" / "plan.yaml")
    assert pickle.loads(pickle.dumps(checked.findings)) == checked.findings
    assert pickle.loads(pickle.dumps(checked.plan)) == checked.plan
