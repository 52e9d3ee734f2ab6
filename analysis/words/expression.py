"""What is said of expression: the smile, and what both eyes mirror."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

FINDINGS: Mapping[str, Words] = {
    "smile.eyes_left_behind": Words(
        headline=N_("The mouth smiles, the eyes stay behind"),
        what_we_see=N_(
            "The mouth smiles at least as widely as in your photograph, but the lower lids and cheeks have not risen "
            "with it: about {missing:.0%} of their part in a full smile is missing."
        ),
        why_it_matters=N_(
            "In your own photograph the eyes take part. Where they do not, people who know you see a different look."
        ),
        what_else=N_(
            "Squinting into the light in your photograph, treatments that relax the muscles around the eyes, or a "
            "smile that you hold differently from day to day. It says nothing of whether a smile is felt."
        ),
        photographer=N_("Talks with you until the smile arrives by itself, and releases the shutter then."),
    ),
    "eyes.irises_darker": Words(
        headline=N_("Your eyes are darker than in your photograph"),
        what_we_see=N_(
            "Against the white of the eye, the irises carry {share:.0%} of the light that they carry in your "
            "photograph: they are {stops:.1f} stops darker."
        ),
        why_it_matters=N_("The colour of your eyes is among the first things by which people know you."),
        what_else=N_(
            "A hat, deep shadow under the brows, pupils wide open in a dim room, or coloured lenses in either picture."
        ),
        photographer=N_("Brings light into the eyes, so that their colour can be seen."),
    ),
    "eyes.catchlights_disagree": Words(
        headline=N_("The eyes mirror the light differently"),
        what_we_see=N_(
            "The brightest reflection stands at another place in one eye than in the other: {radii:.2f} of an iris's "
            "radius apart. Both eyes look at the same lights and normally mirror them alike."
        ),
        why_it_matters=N_(
            "We read attention and life from the eyes. Reflections that do not match make a look uneasy."
        ),
        what_else=N_(
            "Contact lenses, a squint, tears, or a window that only one eye sees. We find as much in a "
            "few photographs of a hundred."
        ),
        photographer=N_("Places one main light, and checks both catchlights before the first picture."),
    ),
    "eyes.catchlights_missing": Words(
        headline=N_("The eyes mirror no light"),
        what_we_see=N_("No reflection of a light is seen whole in either iris. In your photograph both eyes show one."),
        why_it_matters=N_("The spark of light is what makes eyes look alive; without it a face looks blank."),
        what_else=N_("Even light without sun, the brim of a hat, lowered lids, and a lamp behind you."),
        photographer=N_("Places the main light where both eyes catch it."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "no_smile": Reason(
        sentence=N_("The mouth does not smile here as widely as in your photograph, so the eyes cannot be compared."),
        advice=N_("Choose a photograph with a smile no wider than the AI picture's."),
    ),
    "no_catchlights": Reason(
        sentence=N_("No clear reflection of a light can be seen in both eyes."),
        advice=N_("Use the largest version of the picture that you have."),
    ),
    "glasses": Reason(
        sentence=N_(
            "Something like the bridge of glasses lies between the eyes, and lenses reflect light of their own."
        ),
        advice=N_("Choose pictures without glasses to compare the eyes."),
    ),
    "eyes_closed": Reason(
        sentence=N_("The lids cover too much of the eyes to see what they reflect."),
        advice=N_("Choose a picture with the eyes open."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "smile.mouth": N_("Smile of the mouth"),
    "smile.eyes_missing": N_("Part of the eyes in the smile that is missing"),
    "eyes.iris_tone": N_("Irises against the white of the eyes"),
    "eyes.catchlight": N_("Brightest reflection in the eyes, against their white"),
    "eyes.catchlight_offset": N_("How far apart the eyes see the light"),
}
