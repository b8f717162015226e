"""A second generator, written apart from the rules: packs put together from pieces, each with faults it could have."""
