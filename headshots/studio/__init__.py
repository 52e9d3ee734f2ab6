"""Studio: the photographer's and the admin's pages; every view starts at request.studio."""
