# SPDX-License-Identifier: MIT
"""Facts about this computer: files, locks, the clock. Standard library only."""
