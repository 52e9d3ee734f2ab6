"""What a file says of its own origin: credentials, camera, programs, generators."""

from analysis.provenance.credential import Credential, Declaration, Role, Standing
from analysis.provenance.preview import preview_difference
from analysis.provenance.provenance import Provenance, read

__all__ = ["Credential", "Declaration", "Provenance", "Role", "Standing", "preview_difference", "read"]
