"""Verbs: what a person can do in an office. One transaction each; who may do it; what is recorded."""
