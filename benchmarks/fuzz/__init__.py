"""What is fuzzed, and with what: by atheris for as long as one likes, by hypothesis in every run of the tests."""
