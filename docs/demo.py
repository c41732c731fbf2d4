"""`make demo`: the main job on the county example, as a drafter would do it, into a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "examples" / "county" / "plan.yaml"
RENDERINGS = (
    ("docx", "plan"),
    ("docx", "matrix"),
    ("html", "plan"),
    ("md", "plan"),
    ("txt", "plan"),
    ("xlsx", "tasks"),
    ("csv", "tasks"),
)


def main(folder: Path) -> int:
    """Validate, check and render the example; the first command that fails ends it with its exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / "plan.yaml"
    plan.write_bytes(PLAN.read_bytes())
    calls = [["validate"], ["coverage"]]
    for kind, part in RENDERINGS:
        calls.append(["render", "--format", kind, "--part", part, "--force"])
    for call in calls:
        print(f"\n$ qplan {' '.join(call)}", flush=True)
        done = subprocess.run([sys.executable, "-m", "qplan", *call], cwd=folder, check=False)
        if done.returncode:
            return done.returncode
    print(f"\n文件都在 {folder.resolve()}：")
    for path in sorted(folder.iterdir()):
        if path.is_file():
            print(f"  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
