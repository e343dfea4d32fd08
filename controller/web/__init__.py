"""The console: plain pages made on the server, readable without JavaScript."""
