# SPDX-License-Identifier: MIT
"""Harnesses for what must hold under attack, edits, kills and weight.

The test suite runs them with small counts and plants bugs in what they look at; ``make bench`` runs
them with the full counts and prints the figures.
"""
