"""The outbox: messages to clients that wait, those that need a person, and those that went."""
