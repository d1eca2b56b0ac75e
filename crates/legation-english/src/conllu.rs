//! CoNLL-U, in and out.
//!
//! [`write()`] prints sentences read from a text. [`Reader`] reads treebank files one sentence at a time; what it gives,
//! a [`Given`], keeps its comments, its multiword and empty tokens and its last columns, so that after a parse only
//! lemma, tags, features, head and relation have changed.

mod reader;
mod writer;

pub use reader::{Error, Given, Reader};
pub use writer::{Heading, write};

#[cfg(test)]
mod tests;
