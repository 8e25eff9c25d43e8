# SPDX-License-Identifier: MIT
"""PKRI Desktop: independent panels assess public-service innovations, offline."""

__version__ = "2026.1"
