"""Words that belong to no single dimension: names, bands, units, and reasons that several analyzers share."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.types import Confidence, Dimension, Severity, Unit
from analysis.words.entry import N_, Reason

DIMENSIONS: Mapping[Dimension, str] = {
    Dimension.SKIN: N_("Skin"),
    Dimension.BACKGROUND: N_("Background"),
    Dimension.EXPRESSION: N_("Expression"),
    Dimension.LIKENESS: N_("Likeness"),
    Dimension.LIGHT: N_("Light"),
    Dimension.BODY: N_("Body"),
    Dimension.PROVENANCE: N_("Provenance"),
    Dimension.SOURCE: N_("Source pictures"),
    Dimension.BATCH: N_("The set"),
}

BANDS: Mapping[Severity, str] = {
    Severity.NOTE: N_("worth knowing"),
    Severity.SLIGHT: N_("slight"),
    Severity.MODERATE: N_("moderate"),
    Severity.STRONG: N_("strong"),
}

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.LOW: N_("low confidence"),
    Confidence.FAIR: N_("fair confidence"),
    Confidence.HIGH: N_("high confidence"),
}

# Written on a picture that exaggerates what was measured.
AMPLIFIED = N_("Amplified {factor:g} ×. Not how the picture looks.")

# How a value is written; see `analysis.words.figures`, which also gives differences their sign and words octaves. Where
# a unit has no word here, the name of the measurement tells it.
UNITS: Mapping[Unit, str] = {
    Unit.STOPS: N_("{value:.1f} stops"),
    Unit.RATIO: N_("{value:.2f} times"),
    Unit.SHARE: N_("{value:.0%}"),
    Unit.DELTA_E: N_("ΔE {value:.1f}"),
    Unit.LAB: N_("{value:.1f} steps"),
    Unit.DEGREES: N_("{value:.0f}°"),
    Unit.FACE_WIDTHS: N_("{value:.2f}"),
    Unit.EYE_DISTANCES: N_("{value:.3f} eye distances"),
    Unit.IRIS_RADII: N_("{value:.2f} iris radii"),
    Unit.CENTIMETRES: N_("{value:.1f} cm"),
    Unit.MILLIMETRES: N_("{value:.1f} mm"),
    Unit.PIXELS: N_("{value:.0f} px"),
    Unit.LEVELS: N_("{value:.1f} levels"),
    Unit.COUNT: N_("{value:.0f}"),
    Unit.DISTANCE: N_("{value:.2f}"),
    Unit.STANDARD_DEVIATIONS: N_("{value:.1f}"),
}

COMMON_REASONS: Mapping[str, Reason] = {
    "face_too_small": Reason(
        sentence=N_("The face is {pixels:.0f} pixels between the eyes; this needs {needed:.0f}."),
        advice=N_("Use the largest version of the picture that you have."),
    ),
    "quality_differs": Reason(
        sentence=N_("The two pictures differ too much in sharpness to be made comparable."),
        advice=N_("Use the original file rather than a screenshot or a messenger copy."),
    ),
    "compressed": Reason(
        sentence=N_("The file is compressed so strongly (quality {quality:.0f}) that this detail is gone."),
        advice=N_("Use the original file rather than a screenshot or a messenger copy."),
    ),
    "turned_away": Reason(
        sentence=N_("The head is turned {degrees:.0f}° to the side; this needs a view from the front."),
        advice=N_("Choose a picture in which the face looks into the camera."),
    ),
    "pose_differs": Reason(
        sentence=N_("The head is turned differently in the two pictures ({degrees:.0f}° apart)."),
        advice=N_("Choose a photograph with the head turned as in the AI picture."),
    ),
    "faces_do_not_fit": Reason(
        sentence=N_("The two faces cannot be laid over each other closely enough."),
        advice=N_("Choose a photograph with a like pose and expression."),
    ),
    "too_little_skin": Reason(
        sentence=N_("Too little bare skin is visible to measure."),
        advice=N_("Choose a picture in which hair, beard or hands leave the cheeks free."),
    ),
    "not_calibrated": Reason(
        sentence=N_("Too few real photographs of this kind were measured to know what is usual."),
    ),
    "failed": Reason(
        sentence=N_("Something went wrong while this was measured. The other results are not touched by it."),
        advice=N_("Measure the comparison again; if it happens again, tell whoever runs this server."),
    ),
}
