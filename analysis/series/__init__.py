"""Several pictures of one person, looked at together.

`sources` asks of real photographs what they would let an AI know; `batch` asks of AI pictures how far they drift apart.
Both work on profiles: what is kept of each picture once its pixels are let go, so that a set of any size fits in
memory.
"""
