"""What is said of real photographs as sources, and whether blur and copies are found.

    python -m bench.source_photos [--portraits DIR] [--count N]

Of every real portrait by itself: the figures that thresholds of `analysis.series.source_picture` rest on, and how many
get which finding. Then N portraits, spread over the sources, are blurred and saved again in several ways: how many are
told as soft, and how many as nearly the same as before. Last, real couples from different days: how many are.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageFilter

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.series import source_picture, sources
from analysis.series.profile import SHARP_IRIS_DISTANCE, Profile, profile
from bench.corpus import REAL, SHARED, Corpus, Entry
from bench.intervals import Share
from bench.place import spread
from bench.profiles import PROCESSES, Profiles, measured
from bench.progress import progress

QUALITY = 92
LARGEST = 250.0  # pixels between the irises of what is altered: larger ones only take longer
Altered = Callable[[Image.Image, float], tuple[Image.Image, int]]


def _cropped(image: Image.Image, share: float) -> Image.Image:
    width, height = image.size
    return image.crop((round(share * width), round(share * height / 2), width, round((1 - share / 2) * height)))


def _blurred(share: float, image: Image.Image, distance: float) -> tuple[Image.Image, int]:
    return image.filter(ImageFilter.GaussianBlur(share * distance)), QUALITY


# Alterations by name, of a picture and the pixels between its irises; the number is the JPEG quality to save with.
COPIES: Final[Mapping[str, Altered]] = {
    "JPEG 60": lambda image, _: (image, 60),
    "half the size": lambda image, _: (image.resize((image.width // 2, image.height // 2)), QUALITY),
    "8 % cut off": lambda image, _: (_cropped(image, 0.08), QUALITY),
    "15 % cut off": lambda image, _: (_cropped(image, 0.15), QUALITY),
    "turned by 2°": lambda image, _: (image.rotate(2, Image.Resampling.BICUBIC), QUALITY),
    "20 % lighter": lambda image, _: (image.point(lambda value: min(255, round(1.2 * value))), QUALITY),
}
BLURS: Final[Mapping[str, Altered]] = {
    f"{share:.1%} of the iris distance": partial(_blurred, share) for share in (0.005, 0.01, 0.02)
}


def main() -> None:
    """Measure, alter and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--count", type=int, default=24)
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    real = [entry for entry in corpus.entries if entry.label == REAL]
    profiles = measured(Corpus(corpus.folder, tuple(real)))
    _print_figures(list(profiles.values()))
    _print_altered(corpus, profiles, real, chosen.count)
    _print_couples(corpus, profiles)


def _print_figures(profiles: list[Profile]) -> None:
    sharp = [it.sharpness for it in profiles if it.sharpness and it.picture.iris_distance >= SHARP_IRIS_DISTANCE]
    codes = Counter(
        f"{finding.code} ({finding.severity})"
        for it in profiles
        for result in source_picture.results(it)
        for finding in result.findings
    )
    print(f"{len(profiles)} real portraits; of {len(sharp)} sharpness 1, 5, 50 %: {np.percentile(sharp, (1, 5, 50))}")
    for code, count in sorted(codes.items()):
        print(f"  {code:32} {Share(count, len(profiles))}")


def _print_altered(corpus: Corpus, profiles: Profiles, real: list[Entry], count: int) -> None:
    large = [
        entry
        for entry in real
        if entry.file in profiles and profiles[entry.file].picture.iris_distance >= SHARP_IRIS_DISTANCE
    ]
    chosen = spread(large)[:count]
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        told = list(progress(pool.map(partial(_altered, corpus.folder), chosen), len(chosen), "altering"))
    found: dict[str, list[bool]] = defaultdict(list)
    for one in told:
        for name, held in one.items():
            found[name].append(held)
    for name, hits in found.items():
        print(f"  {name:32} {Share.of(hits)}")


def _altered(folder: Path, entry: Entry) -> dict[str, bool]:
    """By alteration: whether a copy is told as one, and a blurred picture as soft."""
    before = Portrait.of(open_photo((folder / entry.file).read_bytes()))
    image = Image.fromarray(before.photo.frame().reduced(max(before.photo.width, before.photo.height)))
    smaller = min(1.0, LARGEST / before.iris_distance)
    image = image.resize((round(image.width * smaller), round(image.height * smaller)))
    distance, first = before.iris_distance * smaller, Profile.of(before, entry.file)
    told = {}
    for name, alter in COPIES.items():
        told[f"copy: {name}"] = _says("source_copy", _saved(name, *alter(image, distance)), first)
    for name, alter in BLURS.items():
        told[f"blur: {name}"] = _says("source_soft", _saved(name, *alter(image, distance)), first)
    return told


def _saved(name: str, image: Image.Image, quality: int) -> Profile | None:
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=quality)
    made = profile(name, lambda: Portrait.of(open_photo(stored.getvalue())))
    return made if isinstance(made, Profile) else None


def _says(code: str, altered: Profile | None, first: Profile) -> bool:
    if altered is None:
        return False
    results = sources.report([first, altered]).members[1].results
    return any(finding.code == code for result in results for finding in result.findings)


def _print_couples(corpus: Corpus, profiles: Profiles) -> None:
    for name, one_session in (("one studio session", True), ("different days", False)):
        couples = [
            (profiles[couple.subject.file], profiles[couple.reference.file])
            for couple in corpus.real_couples()
            if couple.one_session is one_session
            and couple.subject.file < couple.reference.file
            and {couple.subject.file, couple.reference.file} <= profiles.keys()
        ]
        print(f"  copies among couples of {name}: {Share.of(_says('source_copy', *couple) for couple in couples)}")


if __name__ == "__main__":
    main()
