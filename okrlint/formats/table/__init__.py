"""OKRs in rows and columns, whatever file they stand in."""
