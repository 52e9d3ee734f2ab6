"""Galleries: one client’s pictures, and the consent to measure them."""
