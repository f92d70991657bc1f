"""The company's room: what stands at the head of every sheet, how orders are numbered, what new ones start with."""
