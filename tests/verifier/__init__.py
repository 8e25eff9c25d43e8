# SPDX-License-Identifier: MIT
"""Tests of the independent verifier, on ledgers that are made here from the specification."""
