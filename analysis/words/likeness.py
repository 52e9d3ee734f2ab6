"""What is said of likeness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analysis.words.entry import N_, Reason, Words

# Headlines by measurement: where the length is larger than in the photograph, where it is smaller.
_LENGTHS = {
    "face_width": (N_("Face {share:.0%} wider than yours"), N_("Face {share:.0%} narrower than yours")),
    "jaw_width": (N_("Jaw {share:.0%} wider than yours"), N_("Jaw {share:.0%} narrower than yours")),
    "chin_width": (N_("Chin {share:.0%} wider than yours"), N_("Chin {share:.0%} narrower than yours")),
    "lower_face": (N_("Lower face {share:.0%} longer than yours"), N_("Lower face {share:.0%} shorter than yours")),
    "eye_spacing": (N_("Eyes {share:.0%} further apart than yours"), N_("Eyes {share:.0%} closer together than yours")),
    "nose_length": (N_("Nose {share:.0%} longer than yours"), N_("Nose {share:.0%} shorter than yours")),
}


# The same where every photograph of several says so: `photographs` counts them, two at least.
_LENGTHS_BESIDE = {
    "face_width": (
        N_("Face {share:.0%} wider than in {photographs:.0f} photographs"),
        N_("Face {share:.0%} narrower than in {photographs:.0f} photographs"),
    ),
    "jaw_width": (
        N_("Jaw {share:.0%} wider than in {photographs:.0f} photographs"),
        N_("Jaw {share:.0%} narrower than in {photographs:.0f} photographs"),
    ),
    "chin_width": (
        N_("Chin {share:.0%} wider than in {photographs:.0f} photographs"),
        N_("Chin {share:.0%} narrower than in {photographs:.0f} photographs"),
    ),
    "lower_face": (
        N_("Lower face {share:.0%} longer than in {photographs:.0f} photographs"),
        N_("Lower face {share:.0%} shorter than in {photographs:.0f} photographs"),
    ),
    "eye_spacing": (
        N_("Eyes {share:.0%} further apart than in {photographs:.0f} photographs"),
        N_("Eyes {share:.0%} closer together than in {photographs:.0f} photographs"),
    ),
    "nose_length": (
        N_("Nose {share:.0%} longer than in {photographs:.0f} photographs"),
        N_("Nose {share:.0%} shorter than in {photographs:.0f} photographs"),
    ),
}


def _proportion(headline: str, what_we_see: str, what_else: str) -> Words:
    return Words(
        headline=headline,
        what_we_see=what_we_see,
        why_it_matters=N_(
            "A few per cent in the proportions of a face are what people mean by “it looks like a relative”."
        ),
        what_else=what_else,
        photographer=N_("Stands two metres away or more, with a portrait lens, so that your proportions stay yours."),
    )


def _length(headline: str) -> Words:
    return _proportion(
        headline,
        N_(
            "With both faces turned to the front and brought to one size, this part of the face differs by "
            "{share:.0%}: more than real pictures of one person differ."
        ),
        N_("A photograph taken from very near (a selfie) changes proportions as well; so do weight and years."),
    )


def _length_beside(headline: str) -> Words:
    return _proportion(
        headline,
        N_(
            "We measured this part of the face in {photographs:.0f} photographs of you, with all faces turned to the "
            "front and brought to one size. The AI headshot lies beyond every one of them, to the same side, by "
            "{share:.0%} or more."
        ),
        N_(
            "Photographs of one sitting are nearer to each other than to any other picture of you. A selfie from very "
            "near, weight and years change proportions as well."
        ),
    )


def _whole(headline: str, what_we_see: str) -> Words:
    return Words(
        headline=headline,
        what_we_see=what_we_see,
        why_it_matters=N_("A headshot is a promise. People who meet you after seeing it should recognise you at once."),
        what_else=N_(
            "Years between the pictures, a new beard, other glasses or hair, and a large change of weight put real "
            "pictures apart as well."
        ),
        photographer=N_("Photographs you as you are today, so that there is nothing to explain when you walk in."),
    )


FINDINGS: Mapping[str, Words] = {
    "likeness_distance": _whole(
        N_("Close, but it is not quite you"),
        N_(
            "A face-comparison net puts these two pictures further apart than {closer:.0%} of real pairs: two real "
            "pictures of one person, from different days and cameras."
        ),
    ),
    "likeness_distance.strong": _whole(
        N_("The face is far from yours"),
        N_(
            "A face-comparison net puts these two pictures further apart than {closer:.0%} of real pairs: two real "
            "pictures of one person, from different days and cameras. Are these two pictures of the same person? If "
            "not, choose another photograph; the other answers hold for one person only."
        ),
    ),
    "likeness_beside_distance": _whole(
        N_("Further off in your other photographs too"),
        N_(
            "A face-comparison net puts the AI headshot further from each of your other photographs than it puts the "
            "photograph beside it, by more than real pictures of one person differ."
        ),
    ),
    **{f"likeness_beside_{name}_larger": _length_beside(larger) for name, (larger, _) in _LENGTHS_BESIDE.items()},
    **{f"likeness_beside_{name}_smaller": _length_beside(smaller) for name, (_, smaller) in _LENGTHS_BESIDE.items()},
    **{f"likeness_{name}_larger": _length(larger) for name, (larger, _) in _LENGTHS.items()},
    **{f"likeness_{name}_smaller": _length(smaller) for name, (_, smaller) in _LENGTHS.items()},
}

# Between which eight of ten pairs of real pictures of one person lie, taken on different days (pairs.csv).
USUAL_DISTANCES: Final = (0.28, 0.46)
DISTANCES = N_(
    "How far apart a face-comparison net puts two faces; the nearer, the smaller. Of real pictures of one person from "
    "different days, eight pairs of ten are {low:.2f} to {high:.2f} apart."
)

REASONS: Mapping[str, Reason] = {
    "years_apart": Reason(sentence=N_("Pictures taken many years apart differ in this way as well.")),
    "net_groups": Reason(sentence=N_("The comparison net knows some groups of people better than others.")),
    "one_sitting": Reason(
        sentence=N_("Photographs of one sitting are nearer to each other than to any picture of another day.")
    ),
    "one_pose_differs": Reason(
        sentence=N_("The head is turned differently in one of the three pictures ({degrees:.0f}° apart)."),
        advice=N_("Add a photograph with the head turned as in the AI picture."),
    ),
    "no_face_in_extra": Reason(sentence=N_("No face that could be measured was found in it.")),
    "camera_distance": Reason(sentence=N_("A camera held very near changes the proportions of a face as well.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "likeness.distance": N_("Distance between the two faces"),
    "likeness.face_width": N_("Width of the face, at average size"),
    "likeness.jaw_width": N_("Width of the jaw, at average size"),
    "likeness.chin_width": N_("Width of the chin, at average size"),
    "likeness.lower_face": N_("Length of the lower face, at average size"),
    "likeness.eye_spacing": N_("Space between the eyes, at average size"),
    "likeness.nose_length": N_("Length of the nose, at average size"),
}
