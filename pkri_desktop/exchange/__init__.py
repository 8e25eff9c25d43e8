# SPDX-License-Identifier: MIT
"""What travels: packages in both directions, and what must be true before they are let in."""
