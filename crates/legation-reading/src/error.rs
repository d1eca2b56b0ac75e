//! A problem with an input: where it is, what is wrong, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where in the input something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `-` for standard input.
    pub path: PathBuf,
    /// Line, counted from 1, in a file of many documents.
    pub line: Option<u64>,
    /// Position in a JSON array, counted from 1.
    pub item: Option<u64>,
}

impl Place {
    pub fn file(path: &Path) -> Self {
        Place { path: path.to_owned(), line: None, item: None }
    }

    pub fn line(path: &Path, line: u64) -> Self {
        Place { line: Some(line), ..Place::file(path) }
    }

    pub fn item(path: &Path, item: u64) -> Self {
        Place { item: Some(item), ..Place::file(path) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_os_str() {
            dash if dash == "-" => f.write_str("standard input")?,
            path => write!(f, "{}", path.display())?,
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(item) = self.item {
            write!(f, ": item {item}")?;
        }
        Ok(())
    }
}

/// Why one input gave no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}{}", mend_line(.mend))]
pub struct ReadError {
    pub place: Place,
    pub reason: String,
    /// What the reader of the message can do; empty where nothing is to be said.
    pub mend: String,
}

impl ReadError {
    pub(crate) fn new(place: Place, reason: impl Into<String>, mend: impl Into<String>) -> Self {
        ReadError { place, reason: reason.into(), mend: mend.into() }
    }
}

fn mend_line(mend: &str) -> String {
    if mend.is_empty() { String::new() } else { format!("\n  mend: {mend}") }
}
