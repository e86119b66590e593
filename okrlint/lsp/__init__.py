"""The language server: diagnostics in an editor while somebody writes."""
