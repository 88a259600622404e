"""What must hold, and the desks, pens and readers to show it with."""
