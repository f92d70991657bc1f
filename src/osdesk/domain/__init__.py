"""Values and rules of the trade: what an order, a client or a visit is. Standard library only."""
