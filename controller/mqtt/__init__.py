"""The edge towards MQTT: the broker we start or use, and what goes over it."""
