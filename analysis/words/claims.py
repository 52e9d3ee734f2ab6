"""What studies found about made portraits and about selfies: nothing here that was not read in its source.

A claim is about the pictures and people of its study and proves nothing about the picture on a page; `not_shown` says
what it leaves open. Findings that speak for made pictures stand here like those that speak against them. Surveys by
sellers, figures known from newspapers only, and studies of other things (masks, passport morphs) are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.words.entry import N_

NOT_STATED = N_("how many people took part is not in the abstract")


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Where a claim can be looked up."""

    authors: str
    year: int
    title: str
    journal: str
    doi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One finding. `record` is what the source gives, in its figures; every number of the statement stands in it."""

    statement: str
    study: Study
    sample: str
    not_shown: str
    record: str


_INDISTINGUISHABLE = Study(
    authors="Nightingale & Farid",
    year=2022,
    title="AI-synthesized faces are indistinguishable from real faces and more trustworthy",
    journal="PNAS 119(8), e2120481119",
    doi="10.1073/pnas.2120481119",
)
_FAMILIAR = Study(
    authors="Kramer, Jones, Fitousi & Tree",
    year=2025,
    title="AI-generated images of familiar faces are indistinguishable from real photographs",
    journal="Cognitive Research: Principles and Implications 10, 70",
    doi="10.1186/s41235-025-00683-w",
)
_SELFIES = Study(
    authors="Pressler, Kislevitz, Davis & Amirlak",
    year=2022,
    title=(
        "Size and perception of facial features with selfie photographs, and their implication in rhinoplasty and "
        "facial plastic surgery"
    ),
    journal="Plastic and Reconstructive Surgery 149(4), 859–867",
    doi="10.1097/PRS.0000000000008961",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        statement=N_(
            "Pictures of well-known people, made with an AI, could not be told from photographs by eye. Real "
            "photographs beside them helped only a little."
        ),
        study=_FAMILIAR,
        sample=NOT_STATED,
        not_shown=N_("The people shown were celebrities. Nothing was measured: viewers judged by eye."),
        record=(
            "Abstract: images of celebrity identities (Experiment 2) could not be distinguished from real photographs; "
            "additional real photographs for comparison gave limited gains (Experiments 3 and 4)."
        ),
    ),
    Claim(
        statement=N_(
            "Viewers told faces made by an AI from photographs in 48.2 % of cases, which is no better than chance."
        ),
        study=_INDISTINGUISHABLE,
        sample=N_("315 people"),
        not_shown=N_("Those faces belonged to nobody. Whether a portrait is like its sitter was not asked."),
        record="Experiment 1: 315 participants, average accuracy 48.2 % (95 % interval 47.1–49.2), chance 50 %.",
    ),
    Claim(
        statement=N_("After training, with feedback on each face, viewers were right in 59.0 % of cases."),
        study=_INDISTINGUISHABLE,
        sample=N_("219 people"),
        not_shown=N_("The faces came from one generator; what was learned may not help with another one."),
        record="Experiment 2: 219 new participants with training and feedback, accuracy 59.0 % (57.7–60.4).",
    ),
    Claim(
        statement=N_("Faces made by an AI were rated as more trustworthy than photographed ones."),
        study=_INDISTINGUISHABLE,
        sample=N_("223 people"),
        not_shown=N_("They were strangers. How a portrait is taken once its sitter is met was not asked."),
        record="Title and abstract; 223 participants rated trustworthiness from 1 to 7.",
    ),
    Claim(
        statement=N_(
            "In a selfie from 30 centimetres a nose is 6.4 % longer than in a portrait from 1.5 metres, on average."
        ),
        study=_SELFIES,
        sample=N_("30 people"),
        not_shown=N_("One pair of cameras was compared. It does not tell from how far any other picture was taken."),
        record="30 volunteers; nasal length 6.4 % longer at 12 inches (30 cm) than at 5 feet (1.5 m), on average.",
    ),
)
