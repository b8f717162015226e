"""Tables that a council fills in by hand or exports: what each column holds, and their rows as they were read."""
