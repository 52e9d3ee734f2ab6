"""Photos: uploaded photographs and what is shown of them."""
