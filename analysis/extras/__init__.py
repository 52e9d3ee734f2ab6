"""Further photographs of the person, which only likeness is measured against.

`face` is what is kept of a picture once its pixels are let go (and given back: `memory`), `beside` measures and judges,
`agreement` says what several of them come to. That one needs no array library: a page asks it anew whenever a
photograph is deleted.
"""
