"""What is said of several pictures of one person: which stands apart, and how the set holds together."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

_ONE_PERSON = N_("Whoever sees two of these pictures should meet one person.")
_ROLE = N_("Years, weight, a beard, make-up or another role that was asked for put pictures apart as well.")
_ONE_SITTING = N_("Takes a whole set in one sitting, of one and the same person.")

FINDINGS: Mapping[str, Words] = {
    "batch_another_face": Words(
        headline=N_("Another face than in the others"),
        what_we_see=N_(
            "A face-comparison net puts this picture {value:.2f} from the {others:.0f} others, in the middle: further "
            "than any two real pictures of one person that we measured."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=_ROLE,
        photographer=_ONE_SITTING,
    ),
    "batch_other_proportions": Words(
        headline=N_("Proportions unlike those in the others"),
        what_we_see=N_(
            "Six lengths of this face differ by about {value:.0%} from the {others:.0f} others, in the middle: further "
            "than any two real pictures of one person that we measured."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=N_("A picture as if taken from very near has other proportions; so do weight and years."),
        photographer=_ONE_SITTING,
    ),
    "batch_other_tone": Words(
        headline=N_("Skin tone unlike that in the others"),
        what_we_see=N_(
            "Under light from a like side the skin is ΔE {value:.0f} from that in the {others:.0f} others, in the "
            "middle: further than any two real pictures of one person that we measured. From 3 on people see it."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=N_("Coloured or much stronger light, a tan, make-up, or a colour look laid over one picture."),
        photographer=N_("Sets one white balance for the whole sitting."),
    ),
    "batch_faces_differ": Words(
        headline=N_("The faces differ from picture to picture"),
        what_we_see=N_(
            "Between two of these pictures a face-comparison net finds a distance of {value:.2f}, in the middle: more "
            "than between nearly all real pictures of one person from different days."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=_ROLE,
        photographer=_ONE_SITTING,
    ),
    "batch_proportions_differ": Words(
        headline=N_("Proportions change from picture to picture"),
        what_we_see=N_(
            "Between two of these pictures six lengths of the face differ by about {value:.0%}, in the middle: more "
            "than between nearly all real pictures of one person from different days."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=N_("A picture as if taken from very near has other proportions; so do weight and years."),
        photographer=_ONE_SITTING,
    ),
    "batch_tones_differ": Words(
        headline=N_("Skin tone changes from picture to picture"),
        what_we_see=N_(
            "Between two of these pictures, under light from a like side, the skin differs by ΔE {value:.0f}, in the "
            "middle: more than between nearly all real pictures of one person from different days."
        ),
        why_it_matters=_ONE_PERSON,
        what_else=N_("Coloured or much stronger light, make-up, or colour looks laid over single pictures."),
        photographer=N_("Sets one white balance for the whole sitting."),
    ),
    "batch_one_expression": Words(
        headline=N_("One expression in all of them"),
        what_we_see=N_(
            "Expressions differ less between these pictures than between 95 of 100 couples of real pictures of one "
            "person from different days."
        ),
        why_it_matters=N_("A face that never moves from picture to picture looks held."),
        what_else=N_("One expression may have been asked for, as it is for passports. Many people smile one smile."),
        photographer=N_("Talks with you, and keeps the small movements between two smiles."),
    ),
    "batch_one_template": Words(
        headline=N_("One pose and one light in all"),
        what_we_see=N_(
            "Between two of these pictures the head turns by {degrees:.1f}° and the light differs by {stops:.2f} "
            "stops, in the middle: both less than between 95 of 100 couples of real pictures from different days."
        ),
        why_it_matters=N_("Pictures from one mould show one view of you, however many there are."),
        what_else=N_("One sitting in a studio does the same, on purpose."),
        photographer=N_("Changes pose, light and distance, so that a set shows more than one of you."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "batch_too_few": Reason(
        sentence=N_("There are {pictures:.0f} pictures with a face; this needs {needed:.0f}."),
        advice=N_("Add further pictures of the same person."),
    ),
    "batch_poses_differ": Reason(
        sentence=N_(
            "Of the others, {others:.0f} can be compared with this one in size and pose; it takes {needed:.0f}."
        ),
        advice=N_("Add larger pictures, with the head turned alike."),
    ),
    "batch_light_differs": Reason(
        sentence=N_(
            "Of the others, {others:.0f} are like enough in pose and light to compare skin; it takes {needed:.0f}."
        ),
        advice=N_("Add pictures with light from the same side."),
    ),
    "batch_no_two_poses": Reason(
        sentence=N_("No two of these pictures are large and like enough in pose to be compared."),
        advice=N_("Add larger pictures, with the head turned alike."),
    ),
    "batch_no_two_lights": Reason(
        sentence=N_("No two of these pictures are like enough in pose and light to compare skin."),
        advice=N_("Add pictures with light from the same side."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "series.likeness": N_("Distance between two faces, in the middle"),
    "series.proportions": N_("Difference of proportions, in the middle"),
    "series.tone": N_("Difference of skin tone, in the middle"),
    "series.pose": N_("Turn of the head between two, in the middle"),
    "series.light": N_("Difference of light, in the middle"),
    "series.expression": N_("Difference of expression, in the middle"),
}
