"""Arguments in, exit status out: 0, or 2 with one sentence on stderr."""

from __future__ import annotations

import argparse
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from analysis.cli import alone, measure, together
from analysis.cli.reading import Unusable
from analysis.errors import ModelUnavailable

OK, BAD_INPUT, INTERRUPTED = 0, 2, 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage above it."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{message[:1].upper()}{message[1:]}. See `python -m analysis --help`.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. SystemExit is argparse's, for --help and for arguments that make no sense."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ◆ shows ? and not a traceback
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if given.verbose else logging.CRITICAL + 1)
    try:
        text = _run(given)
    except (Unusable, ModelUnavailable) as problem:
        return _refused(str(problem))
    except OSError as problem:
        return _refused(f"{problem.filename or given.out}: {problem.strerror or problem}.")
    except KeyboardInterrupt:
        return INTERRUPTED
    sys.stdout.write(text + "\n")
    return OK


def _run(given: argparse.Namespace) -> str:
    if given.command == "compare":
        if given.real is not None:
            return measure.compare(given.ai, given.real, given.out, also=given.also)
        if given.also:
            raise Unusable("Further photographs are measured beside the first: name that one before --also.")
        return alone.look(given.ai, given.out)
    if given.command == "series":
        return together.series(given.ai or given.real, given.out, ai=bool(given.ai))
    return measure.inspect(given.photo, given.out)


def _refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m analysis",
        description="Measure where an AI headshot differs from a photograph of the same person.",
    )
    parser.add_argument("--verbose", action="store_true", help="show on stderr why a measurement failed")
    commands = parser.add_subparsers(dest="command", required=True, metavar="compare | inspect | series")
    compare = commands.add_parser("compare", help="an AI headshot beside a photograph, or alone")
    compare.add_argument("ai", type=Path, metavar="AI", help="the AI headshot")
    compare.add_argument(
        "real",
        type=Path,
        metavar="REAL",
        nargs="?",
        help="the photograph of the same person; without it only a little can be said, at most slight findings",
    )
    compare.add_argument(
        "--also", type=Path, metavar="PHOTO", nargs="+", default=[], help="more photographs of the person, for likeness"
    )
    compare.add_argument(
        "-o", "--out", type=Path, metavar="DIR", required=True, help="folder for report.json and the pictures"
    )
    inspect = commands.add_parser("inspect", help="photographs one by one")
    inspect.add_argument("photo", type=Path, metavar="PHOTO", nargs="+")
    inspect.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for report.json")
    series = commands.add_parser("series", help="several pictures of one person, looked at together")
    kind = series.add_mutually_exclusive_group(required=True)
    kind.add_argument("--ai", type=Path, metavar="PHOTO", nargs="+", help="AI headshots: which one stands apart")
    kind.add_argument("--real", type=Path, metavar="PHOTO", nargs="+", help="photographs: what an AI could know")
    series.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for report.json")
    return parser
