"""What a file says of its own origin: credentials, camera, programs, generators. No pixel is looked at."""

from analysis.provenance.provenance import Provenance, read

__all__ = ["Provenance", "read"]
