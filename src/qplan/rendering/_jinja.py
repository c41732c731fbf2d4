"""The one environment that templates run in: sandboxed, strict about names, escaping where the format is html."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qplan import resources


def printed(
    kind: Literal["html", "md", "txt"], name: str, values: dict[str, Any], **filters: Callable[..., Any]
) -> str:
    """A template of templates/<kind>/ filled with values.

    Templates loop and print; what depends on the plan's meaning is decided before. A name that is not among
    the values is an error, and no template reaches anything but the values.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda template: resources.text("templates", kind, template)),
        autoescape=kind == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.filters.update(filters)
    return environment.get_template(name).render(values)
