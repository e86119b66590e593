"""The page for whoever reviews the OKRs of many teams: what it says, as data, and how it is shown."""
