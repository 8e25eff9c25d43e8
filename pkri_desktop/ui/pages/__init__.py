# SPDX-License-Identifier: MIT
"""What the middle of the window can show. Pages do not know each other."""
