"""What rules look for: one module for each check, found by its name."""
