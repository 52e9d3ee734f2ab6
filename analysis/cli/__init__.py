"""The measurement without the web: `python -m analysis compare AI REAL -o DIR` and `python -m analysis inspect PHOTO…`.

What a person reads goes to stdout, progress and the reason of a refusal to stderr, everything else to files.
"""
