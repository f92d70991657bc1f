"""Sending an order: the dialog of e-mail and WhatsApp, and what follows from either."""
