"""The measurement without the web: `python -m analysis compare AI REAL -o DIR`, `inspect PHOTO…`, `series --ai PHOTO…`.

What a person reads goes to stdout, progress and the reason of a refusal to stderr, everything else to files.
"""
