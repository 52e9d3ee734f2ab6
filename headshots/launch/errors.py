"""What keeps Catchlight from starting."""

from __future__ import annotations


class CannotStart(Exception):
    """Its message is one sentence that says what to do."""
