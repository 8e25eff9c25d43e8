# SPDX-License-Identifier: MIT
"""An independent verifier of event files and packages, written from docs/file-format.md alone.

It shares no code with the application and takes nothing from the projections in an event file.
Needs Python's standard library and `cryptography`; `pyrage` only to open packages.
"""
