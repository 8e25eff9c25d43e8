# SPDX-License-Identifier: MIT
"""Pure functions over values: totals, means, orders. No connections, no files, no Qt."""
