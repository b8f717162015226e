"""Figures: numerator and denominator by indicator, area, period and breakdown; how they are kept and derived."""
