# SPDX-License-Identifier: MIT
"""Keys, certificates, enrolment and seals: the only place that touches cryptography."""
