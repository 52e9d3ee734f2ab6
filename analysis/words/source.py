"""What is said of photographs as sources: what they would let an AI know, and what to add."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

_MADE_UP = N_("What a photograph does not show, an AI makes up from other people’s faces.")
_FINE_OTHERWISE = N_("It may be a fine photograph all the same; it only shows too little of this to work from.")
_CHOICE = N_("A series from one sitting is made like this on purpose, and is no fault in itself.")

FINDINGS: Mapping[str, Words] = {
    "source_face_small": Words(
        headline=N_("The face has few pixels"),
        what_we_see=N_(
            "There are {value:.0f} pixels between the eyes. From about {needed:.0f} on, fine skin and lashes are kept."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("A crop, a screenshot or a messenger's copy of a larger file."),
        photographer=N_("Works with several hundred pixels between the eyes, and hands over the full file."),
    ),
    "source_soft": Words(
        headline=N_("The picture is soft"),
        what_we_see=N_(
            "Lashes and brows carry {value:.0%} of the finest detail that a usual photograph of this size has: less "
            "than in 95 of 100 real ones."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("Motion, focus on something else, an enlarged small file, or a softening filter."),
        photographer=N_("Focuses on the eye and looks at it enlarged before going on."),
    ),
    "source_soft.moderate": Words(
        headline=N_("The picture is very soft"),
        what_we_see=N_(
            "Lashes and brows carry {value:.0%} of the finest detail that a usual photograph of this size has: less "
            "than in 99 of 100 real ones."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("Motion, focus on something else, an enlarged small file, or a softening filter."),
        photographer=N_("Focuses on the eye and looks at it enlarged before going on."),
    ),
    "source_compressed": Words(
        headline=N_("The file is strongly compressed"),
        what_we_see=N_("It was saved as a JPEG of quality {value:.0f} of 100, which costs fine skin detail."),
        why_it_matters=_MADE_UP,
        what_else=N_("Messengers and networks save every picture again, and smaller."),
        photographer=N_("Delivers from the original, saved once at high quality."),
    ),
    "source_too_bright": Words(
        headline=N_("Part of the skin is burnt out"),
        what_we_see=N_(
            "On {value:.0%} of cheeks, forehead and the skin under the eyes a colour is at its brightest, so that no "
            "detail is left there. Up to 2 % is usual."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("Flash, hard sun, a shine on the skin, or a light look that was chosen."),
        photographer=N_("Sets light and exposure by the brightest skin."),
    ),
    "source_too_dark": Words(
        headline=N_("Part of the skin is lost in black"),
        what_we_see=N_(
            "{value:.0%} of cheeks, forehead and the skin under the eyes is as dark as the file can say, so that no "
            "detail is left there. Up to 2 % is usual."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("Hair or a hat over the forehead, hard shadow, or a dark look that was chosen."),
        photographer=N_("Brings light into the shadows with a reflector."),
    ),
    "source_turned": Words(
        headline=N_("The head is turned far aside"),
        what_we_see=N_("The face is turned {value:.0f}° to the side, so one half of it is hardly seen."),
        why_it_matters=N_("As one view among several it helps; by itself it leaves half of the face to guesswork."),
        what_else=_CHOICE,
        photographer=N_("Takes the front, both sides and views between in one sitting."),
    ),
    "source_other_faces": Words(
        headline=N_("Somebody else is in the picture"),
        what_we_see=N_(
            "Beside yours we find further faces in this picture: {others:.0f}. The largest one is measured."
        ),
        why_it_matters=N_("Services ask for pictures of you alone, lest features of two people be mixed."),
        what_else=N_("A poster or a pattern in the background can look like a face."),
        photographer=N_("Has you alone before the camera."),
    ),
    "source_copy": Words(
        headline=N_("Nearly the same as another photograph"),
        what_we_see=N_(
            "Pose, expression and face are nearer to an earlier photograph of this set than in any two that real "
            "people had taken on different days."
        ),
        why_it_matters=N_("A second copy tells nothing new, and makes its one moment count twice."),
        what_else=N_("The same picture cropped or edited, or two frames of a burst."),
        photographer=N_("Picks one frame of each moment."),
    ),
    "source_few": Words(
        headline=N_("Fewer good photographs than services ask for"),
        what_we_see=N_(
            "{value:.0f} of {pictures:.0f} photographs show the face large, sharp and well exposed enough, copies left "
            "out. Services that make headshots ask for {needed:.0f} or more."
        ),
        why_it_matters=_MADE_UP,
        what_else=N_("More photographs may exist that are not in this gallery."),
        photographer=N_("Needs no earlier pictures of you at all."),
    ),
    "source_one_angle": Words(
        headline=N_("All from nearly one angle"),
        what_we_see=N_(
            "Between two of these photographs the head turns by {value:.1f}°, in the middle. Add some from the left, "
            "from the right and from a little above."
        ),
        why_it_matters=_MADE_UP,
        what_else=_CHOICE,
        photographer=N_("Moves around you, and sees the sides of your face that you never see."),
    ),
    "source_one_light": Words(
        headline=N_("All in nearly one light"),
        what_we_see=N_(
            "Between two of these photographs the light on the face differs by {value:.2f} stops, in the middle. Add "
            "some in daylight and some indoors."
        ),
        why_it_matters=N_("From one light nobody can tell what is your skin and what is the lamp."),
        what_else=_CHOICE,
        photographer=N_("Knows the lamp, and what it does to your skin."),
    ),
    "source_one_expression": Words(
        headline=N_("All with nearly one expression"),
        what_we_see=N_(
            "Expressions differ less between these photographs than between 95 of 100 couples that real people had "
            "taken on different days. Add some with a smile, and some without."
        ),
        why_it_matters=N_("A smile that nobody has shown can only be another person's."),
        what_else=_CHOICE,
        photographer=N_("Waits with you for the expression that is yours."),
    ),
    "source_one_minute": Words(
        headline=N_("Most were taken in one minute"),
        what_we_see=N_(
            "{together:.0f} of {pictures:.0f} photographs were taken in the same minute, by the camera's clock. Add "
            "some from other days, two of them in daylight."
        ),
        why_it_matters=N_("They know one moment of you: one light, one haircut, one mood."),
        what_else=N_("The camera's clock may be wrong, and some programs write the day of export instead."),
        photographer=N_("Makes that one moment a good one, with you in the room."),
    ),
    "source_one_day": Words(
        headline=N_("All dated ones are from one day"),
        what_we_see=N_(
            "{dated:.0f} of {pictures:.0f} photographs carry a date, and it is one day. Add some from other days."
        ),
        why_it_matters=N_("They know one day of you: one haircut, one mood, mostly one light."),
        what_else=N_("The camera's clock may be wrong, and some programs write the day of export instead."),
        photographer=N_("Makes that one day a good one, with you in the room."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "source_eyes_hidden": Reason(
        sentence=N_("Neither lashes nor brows are in the picture, by which sharpness is told."),
        advice=N_("Choose a picture that shows the whole face."),
    ),
    "source_one_picture": Reason(
        sentence=N_("It takes two photographs to say how much they differ."),
        advice=N_("Add another photograph."),
    ),
    "source_no_dates": Reason(
        sentence=N_("{dated:.0f} of {pictures:.0f} photographs say when they were taken; this needs two."),
        advice=N_("Use the original files: networks and messengers remove the date."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "source.size": N_("Between the eyes"),
    "source.sharpness": N_("Finest detail of lashes and brows, of a usual photograph’s"),
    "source.compression": N_("JPEG quality, of 100"),
    "source.bright": N_("Skin that is burnt out"),
    "source.dark": N_("Skin that is lost in black"),
    "source.turned": N_("Turned to the side"),
    "source.good": N_("Good photographs"),
    "source.days": N_("Days on which they were taken"),
}
