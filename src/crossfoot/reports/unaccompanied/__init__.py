"""Unaccompanied children: starts, ends, how many."""
