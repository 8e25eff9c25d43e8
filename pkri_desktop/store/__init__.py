# SPDX-License-Identifier: MIT
"""The event file: the only place that knows SQL. Knows no Qt, no PDF and no cryptography."""
