//! Which field of a record holds what.
