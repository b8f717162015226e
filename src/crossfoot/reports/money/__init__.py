"""Budget monitor, balances, reserves, savings, shared grants, the placement bridge."""
