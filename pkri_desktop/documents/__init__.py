# SPDX-License-Identifier: MIT
"""Paper: score sheet, recapitulation, their signatures, and reading signatures back.

Its modules load slow PDF libraries: import them inside the function that needs them.
"""
