//! What can go wrong: where, why, and how to mend it.

use std::io;
use std::path::PathBuf;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Archive(#[from] legation_archive::Error),
    #[error("{file}:{line}: {reason}\n  mend: {mend}")]
    Knowledge { file: &'static str, line: usize, reason: String, mend: &'static str },
    #[error("the output cannot be written")]
    Output(#[source] io::Error),
    #[error(
        "{path} cannot be written ({error})\n  mend: check that its folder exists, may be written and has room"
    )]
    Path { path: PathBuf, error: io::Error },
    #[error("{path} cannot be read ({error})")]
    Input { path: PathBuf, error: io::Error },
    #[error("{path}: {reason}\n  mend: {mend}")]
    Unfit { path: PathBuf, reason: String, mend: &'static str },
    #[error("{0:?} is no {1}\n  mend: {2}")]
    Filter(String, &'static str, String),
    #[error(
        "this program was built without Parquet\n  mend: use --format csv, or build it with the feature `parquet`"
    )]
    NoParquet,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Output(error)
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Error {
        let told = error.to_string();
        Error::Output(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            _ => io::Error::other(told),
        })
    }
}
