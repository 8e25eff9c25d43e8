# SPDX-License-Identifier: MIT
"""What the middle of the window can show. Pages do not know each other."""

# Of the office's window, in their order.
COMPLETENESS, ISSUE, RECEIVE, DIFFERENCES, TRAIL, KEYS, QUARANTINE = range(7)
