# SPDX-License-Identifier: MIT
"""Item models: what the views show, in words and roles."""
