"""Client: the link-holder's pages; every view starts at request.share."""
