"""The language that the controller and every device speak: ids, messages, topics, signatures, and `decide`."""
