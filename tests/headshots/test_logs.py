from __future__ import annotations

import io
import json
import logging

import pytest

from headshots import tokens
from headshots.logs import JsonFormatter, PlainFormatter, scrub


@pytest.mark.parametrize("formatter", [JsonFormatter(), PlainFormatter("%(message)s")], ids=["json", "plain"])
def test_no_share_token_reaches_a_log_line_by_any_road(formatter: logging.Formatter) -> None:
    token = tokens.new()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.warning("Not Found: /s/%s/", token)
    logger.warning("seen", extra={"path": f"/s/{token}/picture"})
    try:
        raise ValueError(f"bad link https://photos.example.com/s/{token}?a=b")
    except ValueError:
        logger.exception("failed")
    assert stream.getvalue().count("[token]") >= (3 if isinstance(formatter, JsonFormatter) else 2)
    assert token not in stream.getvalue()


def test_lines_are_json_and_keep_what_is_harmless() -> None:
    record = logging.makeLogRecord(
        {"name": "headshots", "levelname": "INFO", "msg": "row %s of %s", "args": (7, "Ana’s"), "studio": 3}
    )
    line = json.loads(JsonFormatter().format(record))
    assert (line["message"], line["level"], line["studio"]) == ("row 7 of Ana’s", "info", 3)


@pytest.mark.parametrize(
    "harmless",
    ["4fb027452e6988530aa5dabee76eecacb3b79f8a", "b" * 64, "/galleries/7c9e6679-7425-40de-944b-e07fc1f90ae7/"],
)
def test_hashes_and_ids_are_left_readable(harmless: str) -> None:
    assert scrub(harmless) == harmless
