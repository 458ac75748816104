"""What users need to test their own rules. Needs the extra ``testing``; nothing of it is imported by the library.

- ``strategies``, ``notes``, ``dates``, ``sentences``: hypothesis strategies, named after what they draw.
- ``relations``: what must stay the same when a text changes.
- ``rules``: ``notaparse rules check`` and what stands behind it.
- ``diff``: gains and losses of one vocabulary against another. ``plugin``: for pytest.
- ``drawn`` is the tree that is drawn; ``shapes`` and ``wording`` say of what; ``draw_text`` and ``draw_pdf`` print it,
  ``noise`` damages what was printed.
"""
