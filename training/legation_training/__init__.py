"""Programs that make the parameters of Legation's English front end."""
