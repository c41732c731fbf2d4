def test_an_empty_folder_says_how_to_begin(qplan):
    done = qplan()
    assert done.returncode == 0
    assert "qplan init" in done.stdout
    assert "qplan import" in done.stdout


def test_the_plans_of_a_folder_with_their_state(qplan, tmp_path, root):
    (tmp_path / "plan.yaml").write_bytes((root / "examples" / "county" / "plan.yaml").read_bytes())
    (tmp_path / "坏.yaml").write_text("内容:\n  - 标题: 甲\n    标提: 乙\n", encoding="utf-8")
    (tmp_path / "docker.yaml").write_text("services: {}\n", encoding="utf-8")
    done = qplan()
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    mine = next(line for line in lines if line.lstrip().startswith("plan.yaml"))
    assert "征求意见稿" in mine
    assert "没有发现问题" in mine
    assert any("坏.yaml" in line and "错误" in line for line in lines)
    assert "docker" not in done.stdout
    assert "qplan render" in done.stdout


def test_a_broken_plan_is_to_be_mended_first(qplan, tmp_path):
    (tmp_path / "plan.yaml").write_text("内容:\n  - 标题: 甲\n    标提: 乙\n", encoding="utf-8")
    out = qplan().stdout
    assert "先看哪里写错了" in out
    assert "render" not in out
