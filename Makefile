# 第一次使用只需要 Python 3.11 以上、pip 和 make。
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test lint docs pictures bench fuzz clean

demo: $(STAMP)  ## 在示例方案上走一遍：检查、对照、成文
	$(BIN)/python docs/demo.py demo

test: $(STAMP)  ## 全部测试；没有 LibreOffice 或 Chromium 的机器会跳过相应的几项
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)  ## 写法、类型、分层
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

docs: $(STAMP)  ## 由规则和 Schema 生成 docs/ 下的说明
	$(BIN)/python docs/make_rules.py && $(BIN)/python docs/make_plan_format.py

pictures: $(STAMP)  ## README 里的图（需要 LibreOffice、poppler-utils、Chromium）
	$(BIN)/python docs/make_pictures.py

bench: $(STAMP)  ## 与空的 Python 相比的启动倍数
	$(BIN)/python tests/benchmarks/startup.py

fuzz: $(STAMP)  ## 长时间的性质测试
	$(BIN)/python -m pytest -n auto --hypothesis-profile=long -m "not office and not browser" tests

clean:  ## 删去环境和生成物
	rm -rf $(VENV) demo dist

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
