"""The risk register: matrix, prompts, each risk with its evidence."""
