"""The sample commune, and everything around it that is needed to see the service work."""
