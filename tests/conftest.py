"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine makes examples slow; that says nothing about the code, and speed is measured in bench/, never here.
settings.register_profile("catchlight", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("catchlight")
