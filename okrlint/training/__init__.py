"""From the corpus to the model. Needs the extra `train`; nothing of it is needed to run okrlint."""
