//! What can go wrong with an archive: what was being done, why it failed, and how to mend it.

use std::path::{Path, PathBuf};

pub type Result<T> = std::result::Result<T, Error>;

/// An operation on an archive that could not be done. The archive is as it was before that operation.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "{0} is no archive of Legation\n  mend: name the file that `legation add --archive` made, or one that does not \
         exist yet"
    )]
    NoArchive(PathBuf),
    #[error(
        "{path} is an archive of version {found}, and this release knows versions up to {known}\n  mend: use a newer release"
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{0} does not exist\n  mend: make it with `legation add PATH --archive {0}`")]
    Missing(PathBuf),
    #[error(
        "{0} is in use by another process\n  mend: wait until that has ended, then run this again; nothing was lost"
    )]
    Locked(PathBuf),
    #[error(
        "{0} cannot be written\n  mend: check that the file and its folder are yours to write; nothing was lost"
    )]
    ReadOnly(PathBuf),
    #[error("{0}: the disk is full\n  mend: make room and run this again; what was stored before is whole")]
    Full(PathBuf),
    #[error(
        "{0} cannot be read or written ({1})\n  mend: look at the disk, at its quota and at the limit on the size of files \
         (`ulimit -f`), then run this again; what was stored before is whole"
    )]
    Failing(PathBuf, String),
    #[error("{0} is damaged ({1})\n  mend: restore it from a copy, or add its reports to a new archive")]
    Damaged(PathBuf, String),
    #[error("{0} cannot be opened ({1})\n  mend: check that its folder exists and that the file may be read")]
    CannotOpen(PathBuf, String),
    #[error("nothing in the archive has the id {0:?}")]
    Unknown(String),
    #[error("the id {0:?} fits {1} entries; give more of its characters")]
    Ambiguous(String, usize),
    #[error("{0}")]
    Judgement(String),
    #[error("{words:?} cannot be searched for: {reason}\n  mend: legation search '{mend}'")]
    Search { words: String, reason: String, mend: String },
    #[error("{path}: {error}")]
    Sqlite { path: PathBuf, error: rusqlite::Error },
}

impl Error {
    /// Gives an error of SQLite its place and its mend.
    pub fn of(path: &Path, error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        let told = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::NotADatabase) => Error::NoArchive(path),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Error::Locked(path),
            Some(Code::ReadOnly | Code::PermissionDenied) => Error::ReadOnly(path),
            Some(Code::DiskFull) => Error::Full(path),
            Some(Code::SystemIoFailure) => Error::Failing(path, told),
            Some(Code::DatabaseCorrupt) => Error::Damaged(path, told),
            Some(Code::CannotOpen) => Error::CannotOpen(path, told),
            _ => Error::Sqlite { path, error },
        }
    }
}
