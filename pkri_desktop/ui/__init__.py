# SPDX-License-Identifier: MIT
"""The window: Qt only. It talks to the workflow and shows values of the domain."""
