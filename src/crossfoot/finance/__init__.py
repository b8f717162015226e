"""Budgets, balances and reserves in exact pounds, and the identities that hold between them."""
