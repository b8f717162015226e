"""How good the audit is: clean packs of many layouts, faults planted, what is found and what is found wrongly."""
