//! CoNLL-U, in and out.
