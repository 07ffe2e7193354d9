"""What a notebook shows of claims and flows: small pages that bring their own looks, and frames for those who reckon."""
