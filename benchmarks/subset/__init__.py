"""One task done in five ways, each in the style natural to it: twelve indicators by month and locality."""
