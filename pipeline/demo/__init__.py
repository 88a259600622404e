"""A finished example: a campaign, its units' returns, and the mistakes that come with them."""
