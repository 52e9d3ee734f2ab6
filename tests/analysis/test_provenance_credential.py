"""Content Credentials made here, by an authority of our own: none, intact, trusted, broken, and what they say."""

from __future__ import annotations

import datetime as dt
import io
import json
import socket
from typing import Any

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from analysis import provenance
from analysis.photo import open_photo
from analysis.provenance.credential import Credential, Declaration, Role, Standing, read
from tests.analysis.photo_samples import encoded, gradient

SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NOW = dt.datetime.now(dt.UTC)


def name(common: str) -> x509.Name:
    parts = {NameOID.COUNTRY_NAME: "ZZ", NameOID.ORGANIZATION_NAME: "Test only", NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts.items()])


def usage(**allowed: bool) -> x509.KeyUsage:
    every = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    every += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**(dict.fromkeys(every, False) | allowed))


class Authority:
    """A certificate authority that lives as long as the tests, and one signer under it."""

    def __init__(self) -> None:
        self._key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        root = self._certificate("Test CA", self._key, x509.BasicConstraints(True, None), usage(key_cert_sign=True))
        leaf = self._certificate(
            "Test signer",
            leaf_key,
            x509.BasicConstraints(False, None),
            usage(digital_signature=True),
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]),
        )
        pem = serialization.Encoding.PEM
        self.anchors = root.public_bytes(pem).decode()
        chain = leaf.public_bytes(pem) + root.public_bytes(pem)
        private = leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self._signer = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=private, ta_url=None)

    def _certificate(
        self, common: str, key: ec.EllipticCurvePrivateKey, *extensions: x509.ExtensionType
    ) -> x509.Certificate:
        issued_for = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(common))
            .issuer_name(name("Test CA"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - dt.timedelta(days=1))
            .not_valid_after(NOW + dt.timedelta(days=30))
            .add_extension(issued_for, critical=False)
            .add_extension(issuer, critical=False)
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(self._key, hashes.SHA256())

    def point(self, data: bytes, url: str) -> bytes:
        """The JPEG that only says where its credential would be found."""
        signed = io.BytesIO()
        manifest = {"assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created("digitalCapture")]}}]}
        with c2pa.Signer.from_info(self._signer) as signer, c2pa.Builder(json.dumps(manifest)) as builder:
            builder.set_no_embed()
            builder.set_remote_url(url)
            builder.sign(signer, "image/jpeg", io.BytesIO(data), signed)
        return signed.getvalue()

    def sign(
        self, data: bytes, *actions: dict[str, Any], parent: bytes | None = None, part: bytes | None = None
    ) -> bytes:
        """The JPEG with a credential that holds these actions and these earlier pictures."""
        manifest = {
            "claim_generator_info": [{"name": "Studio Camera", "version": "2"}],
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
        }
        signed = io.BytesIO()
        with c2pa.Signer.from_info(self._signer) as signer, c2pa.Builder(json.dumps(manifest)) as builder:
            for earlier, relationship in ((parent, "parentOf"), (part, "componentOf")):
                if earlier is not None:
                    told = json.dumps({"title": "earlier", "relationship": relationship, "instance_id": relationship})
                    builder.add_ingredient(told, "image/jpeg", io.BytesIO(earlier))
            builder.sign(signer, "image/jpeg", io.BytesIO(data), signed)
        return signed.getvalue()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def created(source: str) -> dict[str, Any]:
    return {"action": "c2pa.created", "digitalSourceType": SOURCES + source}


def picture() -> bytes:
    return encoded(gradient(), "JPEG")


def told(data: bytes, anchors: str = "") -> Credential:
    return read(data, open_photo(data).format, anchors)


def test_no_credential_is_none() -> None:
    assert told(picture()) == Credential(standing=Standing.NONE)


def test_an_intact_credential_of_a_stranger_is_not_trusted(authority: Authority) -> None:
    found = told(authority.sign(picture(), created("digitalCapture")))
    assert found.standing is Standing.INTACT
    assert found.signer == "Test only"
    assert found.made_with == "Studio Camera 2"
    assert found.manifests == 1
    assert found.declarations == (Declaration("digitalCapture", "Studio Camera 2", Role.ITSELF),)


def test_a_signer_on_the_list_is_trusted(authority: Authority) -> None:
    signed = authority.sign(picture(), created("trainedAlgorithmicMedia"))
    assert told(signed, authority.anchors).standing is Standing.TRUSTED
    assert told(signed, Authority().anchors).standing is Standing.INTACT


def test_a_file_changed_after_signing_is_broken(authority: Authority) -> None:
    signed = authority.sign(picture(), created("digitalCapture"))
    changed = signed[:-20] + bytes([signed[-20] ^ 1]) + signed[-19:]
    found = told(changed, authority.anchors)
    assert found.standing is Standing.BROKEN
    assert found.signer == "Test only"


def test_a_credential_moved_to_another_file_is_broken(authority: Authority) -> None:
    signed, other = authority.sign(picture(), created("digitalCapture")), encoded(gradient(60, 40), "JPEG")
    start = signed.index(b"\xff\xeb")
    end = start + 2 + int.from_bytes(signed[start + 2 : start + 4], "big")
    assert b"jumb" in signed[start:end]
    assert told(other[:2] + signed[start:end] + other[2:], authority.anchors).standing is Standing.BROKEN


def test_saving_again_takes_the_credential_away(authority: Authority) -> None:
    signed = authority.sign(picture(), created("digitalCapture"))
    assert told(encoded(open_photo(signed).decode(), "JPEG")).standing is Standing.NONE


def test_a_credential_cut_short_never_holds(authority: Authority) -> None:
    signed = authority.sign(picture(), created("digitalCapture"))
    start = signed.index(b"jumb")
    for end in range(start + 50, start + 4000, 397):
        assert read(signed[:end], open_photo(picture()).format, "").standing in (Standing.BROKEN, Standing.NONE)


def test_an_edit_with_a_model_is_a_step(authority: Authority) -> None:
    filled = {
        "action": "c2pa.edited",
        "digitalSourceType": SOURCES + "trainedAlgorithmicMedia",
        "softwareAgent": {"name": "Fill", "version": "3"},
    }
    found = told(authority.sign(picture(), created("digitalCapture"), filled))
    assert found.declarations[1] == Declaration("trainedAlgorithmicMedia", "Fill 3", Role.STEP)


def test_a_generated_parent_and_a_generated_part_are_told_apart(authority: Authority) -> None:
    generated = authority.sign(picture(), created("trainedAlgorithmicMedia"))
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["parentOf"]}}
    as_parent = told(authority.sign(picture(), opened, parent=generated))
    as_part = told(authority.sign(picture(), created("digitalCapture"), part=generated))
    assert [item.role for item in as_parent.declarations] == [Role.PARENT]
    assert [(item.code, item.role) for item in as_part.declarations] == [
        ("digitalCapture", Role.ITSELF),
        ("trainedAlgorithmicMedia", Role.PART),
    ]
    assert as_parent.manifests == as_part.manifests == 2
    assert as_parent.broken_parts == 0


def test_a_part_that_was_changed_is_counted(authority: Authority) -> None:
    generated = authority.sign(picture(), created("trainedAlgorithmicMedia"))
    changed = generated[:-20] + bytes([generated[-20] ^ 1]) + generated[-19:]
    found = told(authority.sign(picture(), created("digitalCapture"), part=changed))
    assert found.standing is Standing.INTACT
    assert found.broken_parts == 1


def test_a_credential_elsewhere_is_named_and_not_fetched(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/manifest"
        data = authority.point(picture(), url)
        found = provenance.read(data, open_photo(data).format, 48, 32)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert found.credential.standing is Standing.NONE
    assert found.credential_elsewhere == url
    assert not found.says_nothing
