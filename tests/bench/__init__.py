# SPDX-License-Identifier: MIT
"""What the program costs, as ratios to what it cannot do without, measured in one run."""

import sys
from pathlib import Path

# The verifier lies there on its own; pytest is told so in pyproject.toml.
sys.path.append(str(Path(__file__).parents[2] / "tools"))
