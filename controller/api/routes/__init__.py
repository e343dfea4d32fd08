"""One file a resource; each route checks nothing that the services below check, and decides nothing."""
