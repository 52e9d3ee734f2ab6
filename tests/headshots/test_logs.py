from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

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


@pytest.mark.parametrize("formatter", [JsonFormatter(), PlainFormatter("%(message)s")], ids=["json", "plain"])
@pytest.mark.parametrize("before", ["\n", "\t", '"', "\\", "\\n", "é"], ids=repr)
def test_what_stands_before_a_token_does_not_hide_it(formatter: logging.Formatter, before: str) -> None:
    token = tokens.new()
    record = logging.makeLogRecord({"msg": "refused:%s%s", "args": (before, token)})
    assert token not in formatter.format(record)


@pytest.mark.parametrize("mistyped", ["{}s", "{}.", "x{}", "{}%20", "{}…", "/{}s"])
def test_a_mistyped_token_is_blotted_out_where_it_stands(mistyped: str) -> None:
    token = tokens.new()
    for line in ("Not Found: /s/{}/", "https://photos.example.com/s/{}?a=b", 'GET "/s/{}"', "/s/{}\n", "/S/{}#top"):
        said = scrub(line.format(mistyped.format(token)))
        assert token not in said
        assert "/s/" in said.lower(), "the place stays readable"
    assert scrub(f"/s/{token[:-1]}/pictures/subject") == "/s/[token]/pictures/subject"


def test_extras_and_what_they_hold_are_scrubbed() -> None:
    token = tokens.new()
    extras = {"seen": [f"a\n{token}"], "by": {token: {token}}, "path": Path(token), "count": 3, "none": None}
    line = JsonFormatter().format(logging.makeLogRecord({"msg": "x"} | extras))
    assert token not in line
    assert (json.loads(line)["count"], json.loads(line)["none"]) == (3, None)


def test_a_traceback_is_scrubbed() -> None:
    token = tokens.new()
    try:
        raise ValueError(f"bad link:\n\t{token}")
    except ValueError:
        record = logging.makeLogRecord({"msg": "x", "exc_info": sys.exc_info()})
    assert token not in JsonFormatter().format(record)


def test_every_handler_that_is_configured_scrubs(settings: Any) -> None:
    """Django's own handlers, which would print a request's path as it is, are replaced."""
    formatters = settings.LOGGING["formatters"]
    assert {formatter["()"] for formatter in formatters.values()} == {
        "headshots.logs.JsonFormatter",
        "headshots.logs.PlainFormatter",
    }
    assert all(handler["formatter"] in formatters for handler in settings.LOGGING["handlers"].values())
    for name in ("django", "django.request", "django.server", "django.security"):
        assert logging.getLogger(name).handlers == []


def test_a_wrong_link_leaves_no_token_in_the_log(client: Client, db: None, caplog: pytest.LogCaptureFixture) -> None:
    token = tokens.new()
    assert client.get(f"/s/{token}/").status_code == 404
    assert caplog.records, "Django logs every 404"
    assert token not in "".join(JsonFormatter().format(record) for record in caplog.records)


@pytest.mark.parametrize("extra", ["s", "."])
def test_a_link_with_a_letter_too_many_leaves_no_token_either(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, extra: str
) -> None:
    token = tokens.new()
    assert client.get(f"/s/{token}{extra}/").status_code == 404
    assert caplog.records, "Django logs every 404"
    for formatter in (JsonFormatter(), PlainFormatter("%(message)s")):
        assert token not in "".join(formatter.format(record) for record in caplog.records)
