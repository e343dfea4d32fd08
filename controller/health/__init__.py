"""How the fleet is, as laws: what boxes say and when goes in, what that means comes out. No store, no clock."""
