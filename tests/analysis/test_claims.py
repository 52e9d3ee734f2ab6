"""Nothing unsourced is said: each claim has its study, its people and its limits, and no figure of its own."""

from __future__ import annotations

import re

import pytest

from analysis.words.claims import CLAIMS, NOT_STATED, Claim

NUMBER = re.compile(r"\d+(?:\.\d+)?")
each = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.statement[:40])


@each
def test_a_claim_names_its_study_where_it_can_be_looked_up(claim: Claim) -> None:
    assert claim.study.authors
    assert claim.study.title
    assert claim.study.journal
    assert 1990 < claim.study.year < 2100
    assert re.fullmatch(r"10\.\d{4,}/\S+", claim.study.doi)


@each
def test_every_figure_stands_in_the_record_of_its_source(claim: Claim) -> None:
    known = set(NUMBER.findall(claim.record))
    assert set(NUMBER.findall(claim.statement)) <= known
    assert set(NUMBER.findall(claim.not_shown)) <= known
    if claim.sample != NOT_STATED:
        assert NUMBER.findall(claim.sample)
        assert set(NUMBER.findall(claim.sample)) <= known


@each
def test_a_claim_says_what_it_leaves_open_and_accuses_nobody(claim: Claim) -> None:
    assert claim.not_shown.endswith(".")
    said = f"{claim.statement} {claim.not_shown}".lower()
    assert not any(word in said for word in ("!", "fake", "prove", "your portrait", "your headshot", "this picture"))


def test_what_speaks_for_made_pictures_is_not_kept_back() -> None:
    assert any("more trustworthy" in claim.statement for claim in CLAIMS)
    assert any("no better than chance" in claim.statement for claim in CLAIMS)
