"""Each generator's habit is recognised where it shows, and photographs' own fields are not mistaken for one."""

from __future__ import annotations

import pytest

from analysis.photo import open_photo
from analysis.provenance import exif, read
from analysis.provenance.generators import Place, Trace, trace
from tests.analysis.photo_samples import encoded, gradient, with_exif
from tests.analysis.test_provenance_texts import packet, png

A1111 = "a portrait\nNegative prompt: ugly\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512"


@pytest.mark.parametrize(
    ("place", "text", "tool"),
    [
        ("png:parameters", A1111, "AUTOMATIC1111 or a relative"),
        (Place.COMMENT, A1111, "AUTOMATIC1111 or a relative"),
        ("png:parameters", "just a prompt", "a Stable Diffusion interface"),
        ("png:parameters", '{"sui_image_params": {"prompt": "x"}}', "SwarmUI"),
        ("png:prompt", '{"3": {"class_type": "KSampler", "inputs": {}}}', "ComfyUI"),
        ("png:workflow", '{"last_node_id": 9, "nodes": []}', "ComfyUI"),
        (Place.MAKE, 'workflow:{"last_node_id": 9}', "ComfyUI"),
        ("png:Software", "NovelAI", "NovelAI"),
        ("png:invokeai_metadata", "{}", "InvokeAI"),
        ("png:Dream", '"x" -s 50', "InvokeAI"),
        ("png:use_stable_diffusion_model", "sd-v1-4", "Easy Diffusion"),
        ("png:fooocus_scheme", "fooocus", "Fooocus"),
        ("png:Description", "a woman --v 6 Job ID: 01234567-89ab-cdef-0123-456789abcdef", "Midjourney"),
        (Place.CREDIT, "Made with Google AI", "Google AI"),
        (Place.XMP_LABEL, '{"Label":"1","ContentProducer":"x"}', "a generator, by China's GB 45438 label"),
        (Place.XMP_SYSTEM, "Some System 3", "Some System 3"),
        (Place.SOFTWARE, "Adobe Firefly 1.0", "Adobe Firefly 1.0"),
        (Place.MODEL, "flux-dev", "flux-dev"),
        (Place.SOFTWARE, "AI generated;txt2img;flux", "AI generated;txt2img;flux"),
        (Place.DESCRIPTION, "prompt='x', seed=3, width=512, num_steps=25", "an unnamed generator"),
    ],
)
def test_a_habit_is_recognised(place: str, text: str, tool: str) -> None:
    assert trace({place: text}) == Trace(tool, place)


def test_an_edit_by_a_generator_is_not_a_whole_picture() -> None:
    assert trace({Place.CREDIT: "Edited with Google AI"}) == Trace("Google AI", Place.CREDIT, whole=False)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place.SOFTWARE, "Adobe Photoshop Lightroom Classic 10.2 (Macintosh)"),
        (Place.SOFTWARE, "HDR+ 1.0.494820669zd"),
        (Place.SOFTWARE, "Imagen"),  # also a retouching service of photographers
        (Place.SOFTWARE, "f.lux 4"),
        (Place.MAKE, "Canon"),
        (Place.MODEL, "FLUXUS 3"),
        (Place.DESCRIPTION, "Prompt and friendly, she planted the seed of a school"),
        (Place.CAPTION, "Two steps from the midjourney of life"),
        (Place.COMMENT, "These are the steps: 1, 2, 3"),
        (Place.JPEG_COMMENT, "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 100"),
        (Place.CREDIT, "Getty Images"),
        ("png:Software", "Adobe ImageReady"),
        ("png:Comment", "Created with GIMP"),
        ("png:Description", "A portrait, job no. 7"),
    ],
)
def test_a_photographs_own_words_are_no_habit(place: str, text: str) -> None:
    assert trace({place: text}) is None


def test_a_long_text_is_searched_in_a_moment() -> None:
    assert trace({"png:Comment": "prompt " * 140_000}) is None


def test_prompts_stay_in_the_file() -> None:
    data = png(("parameters", A1111))
    found = read(data, open_photo(data).format, 48, 32)
    assert found.trace == Trace("AUTOMATIC1111 or a relative", "png:parameters")
    assert "portrait" not in repr(found)


def test_a_generator_that_fills_in_the_camera_is_no_camera() -> None:
    data = encoded(gradient(), "JPEG", exif=with_exif({exif.MAKE: "UNO", exif.MODEL: "flux-dev"}))
    found = read(data, open_photo(data).format, 48, 32)
    assert found.camera is None
    assert found.trace == Trace("flux-dev", Place.MODEL)


def test_markup_in_a_tools_name_is_kept_short_and_plain() -> None:
    name = "<script>alert(1)</script>\x1b Stable Diffusion " + "x" * 500
    data = encoded(gradient(), "JPEG", exif=with_exif({exif.SOFTWARE: name}))
    found = read(data, open_photo(data).format, 48, 32)
    assert found.trace is not None
    assert found.trace.tool.startswith("<script>alert(1)</script> Stable")
    assert len(found.trace.tool) <= 60


def test_unsigned_statements_of_a_packet() -> None:
    inside = (
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        "</Iptc4xmpExt:DigitalSourceType><Iptc4xmpExt:AISystemUsed>DALL·E 3</Iptc4xmpExt:AISystemUsed>"
    )
    data = encoded(gradient(), "JPEG", xmp=packet(inside))
    found = read(data, open_photo(data).format, 48, 32)
    assert found.source_type == "trainedAlgorithmicMedia"
    assert found.trace == Trace("DALL·E 3", Place.XMP_SYSTEM)
    assert not found.says_nothing


def test_a_bare_file_says_nothing() -> None:
    data = encoded(gradient(), "JPEG")
    assert read(data, open_photo(data).format, 48, 32).says_nothing
