# SPDX-License-Identifier: MIT
"""The code and passphrase of the sample event, known to everybody: they protect an example."""

SAMPLE_PASSPHRASE = "contoh saja"  # noqa: S105 -- as it says in the README
SAMPLE_CODE = "CNTH-CNTH-CNTH"
