//! What happened between whom.
