"""The early help dashboard and the claim card."""
