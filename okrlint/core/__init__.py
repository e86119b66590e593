"""The types that everything speaks; standard library only."""
