"""What is said of a picture that stands alone, beside no photograph of the person: less, and never more than slight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.words.entry import ENGLISH, N_, Language, Reason, Words
from analysis.words.verdict import Row, listed

BANNER = N_("Without a photograph of you beside it, only a little can be said: at most a slight finding.")

FINDINGS: Mapping[str, Words] = {
    "alone.skin_bare": Words(
        headline=N_("Skin is unusually bare between its lines"),
        what_we_see=N_(
            "Where the skin is calmest, its fine relief comes to {subject:.1%} of the larger forms of the same face; "
            "in photographs of like size it is about {usual:.1%}. Together with brows and hair, this is further out "
            "than nearly all of them."
        ),
        why_it_matters=N_(
            "Real skin is never quite empty. A face with drawn lines and nothing between them reads as an "
            "illustration, most of all enlarged or in print."
        ),
        what_else=N_(
            "Your own smooth skin, a beauty filter, strong noise reduction, thick make-up or software that restores "
            "pictures."
        ),
        photographer=N_(
            "Light from the side of the lens keeps relief; retouching then lifts single blemishes and leaves the rest."
        ),
    ),
    "alone.brows_bare": Words(
        headline=N_("Brows are shapes more than hairs"),
        what_we_see=N_(
            "In the calmest part of the brows, the fine relief that single hairs make comes to {subject:.1%} of their "
            "larger forms; in photographs of like size it is about {usual:.1%}. Together with skin and hair, this is "
            "further out than nearly all of them."
        ),
        why_it_matters=N_("Brows carry much of a face's expression; filled in like a shape, they look put on."),
        what_else=N_("Brow pencil, fair or fine brows, strong noise reduction or software that restores pictures."),
        photographer=N_("Focuses on the eyes, where lashes and single hairs of the brows then stand sharp."),
    ),
    "alone.skin_drawn": Words(
        headline=N_("Up close, skin looks drawn"),
        what_we_see=N_(
            "Where this skin is least directed, {subject:.0%} of its relief lies along clean lines; in photographs of "
            "like size it is about {usual:.0%}. Together with brows and hair, this is further out than nearly all of "
            "them."
        ),
        why_it_matters=N_(
            "Real skin is irregular in every direction. Where it is drawn in strokes, a face looks painted up close."
        ),
        what_else=N_("Strong noise reduction, soft light and heavy retouching make skin more directed as well."),
        photographer=N_("Keeps the sensor's own rendering of skin, and softens light rather than pixels."),
    ),
    "alone.skin_blotched": Words(
        headline=N_("Warmth of the skin wanders"),
        what_we_see=N_(
            "Warmer and cooler spots of a few millimetres differ {times:.1f} times as much as they mostly do in "
            "photographs of like size. Together with brows and hair, this is further out than nearly all of them."
        ),
        why_it_matters=N_("Glow and shade that change colour from spot to spot make a face look painted."),
        what_else=N_("Light of two colours, a strong colour grade, freckles, a flush or blotchy make-up."),
        photographer=N_("Lights a face in one colour, so that only the skin's own tones remain."),
    ),
    "alone.hair_combed": Words(
        headline=N_("Hair runs in unusually parallel strands"),
        what_we_see=N_(
            "{subject:.0%} of the fine structure of this hair lies along clean lines; in photographs of like size it "
            "is about {usual:.0%}. Together with skin and brows, this is further out than nearly all of them."
        ),
        why_it_matters=N_("Single hairs cross, stand off and end. Hair without them looks like a drawing of hair."),
        what_else=N_("Freshly combed, straightened or wet hair runs parallel as well."),
        photographer=N_("Places a light behind the hair, which shows every strand and needs no retouching."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "alone": Reason(
        sentence=N_("One picture alone proves nothing: your face, make-up or the light may simply be so."),
        advice=N_("Put a photograph of yourself beside it."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "alone.skin.relief": N_("Fine relief where skin is calmest, of its larger forms"),
    "alone.brows.relief": N_("Fine relief where brows are calmest, of their larger forms"),
    "alone.skin.strokes": N_("Directed share of the skin's relief"),
    "alone.skin.warmth": N_("How far warmth varies from spot to spot"),
    "alone.hair.strands": N_("Hair that runs in parallel strands"),
    "alone.surface": N_("Skin, brows and hair together, in spreads of real photographs"),
}


def headline(rows: Sequence[Row], language: Language = ENGLISH) -> str:
    """What the list comes to, to the person in the picture."""
    where = [row.dimension for row in rows if row.differs]
    if where:
        return language.gettext("By itself, a little stands out in the {where}.").format(where=listed(where, language))
    if any(row.answered for row in rows):
        return language.gettext("By itself, nothing stands out in what could be measured.")
    return language.gettext("This picture alone does not let us tell.")


def text(rows: Sequence[Row], language: Language = ENGLISH) -> str:
    """What the headline rests on, and what would tell more."""
    count, differ = sum(row.answered for row in rows), sum(row.differs for row in rows)
    if not count:
        return language.gettext("Each line below says why, and what would help.")
    if differ:
        counted = language.gettext("Something stands out from photographs in general in {differ} of {count} answers.")
    else:
        counted = language.ngettext(
            "The one answer does not stand out from photographs in general.",
            "None of the {count} answers stands out from photographs in general.",
            count,
        )
    said = [counted.format(differ=differ, count=count)]
    if differ:
        said.append(language.gettext("That is a hint and no proof."))
    said.append(language.gettext("Whether it looks like you is not asked: that takes a photograph of you."))
    return " ".join(said)
