"""What stops the program before anything can be judged: each error knows its message and its exit code."""

from __future__ import annotations


class QplanError(Exception):
    """Shown to the user as one message; ``remedy`` says what to do next."""

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Misuse(QplanError):
    """The call cannot be carried out as it was put."""


class Unreadable(QplanError):
    """No such file, a folder, no permission, too large, or not text at all."""


class Unwritable(QplanError):
    """The result cannot be written, or would overwrite someone's edits."""


class Unamendable(QplanError):
    """An edit of a plan file contradicts another or its data, or cannot be made without touching more than it means."""


class Broken(QplanError):
    """The plan has errors that keep it from being understood as meant."""

    exit_code = 1
