"""Forms in which a person says when something takes place, without knowing RFC 5545."""
