"""Behaving twins of what other makers sell, built from their public documents: drivers are tried against them."""
