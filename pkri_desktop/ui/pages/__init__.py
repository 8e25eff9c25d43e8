# SPDX-License-Identifier: MIT
"""What the middle of the window can show. Pages do not know each other."""

COMPLETENESS, RECEIVE, DIFFERENCES, TRAIL = range(4)  # of the office's window, in their order
