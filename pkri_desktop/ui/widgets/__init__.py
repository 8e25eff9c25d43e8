# SPDX-License-Identifier: MIT
"""The parts a page is made of: views, delegates, panels and small painted things."""
