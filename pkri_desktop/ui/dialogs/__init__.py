# SPDX-License-Identifier: MIT
"""Questions that need an answer before going on. Imported only when they are asked."""
