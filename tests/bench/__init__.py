# SPDX-License-Identifier: MIT
"""What the program costs, as ratios to what it cannot do without, measured in one run."""
