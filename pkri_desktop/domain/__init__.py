# SPDX-License-Identifier: MIT
"""What an assessment is, in values and rules: no Qt, no SQL, no files, no clock."""
