"""The small model beside the rules: what one party does to another, where the rules leave it open."""
