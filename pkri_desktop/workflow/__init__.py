# SPDX-License-Identifier: MIT
"""What people do, one module per sentence: prepare, issue, score, hand back, receive, publish."""
