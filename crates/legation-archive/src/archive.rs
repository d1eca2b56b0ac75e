//! The open file: how it is made, checked and brought up to the present version.

use crate::error::{Error, Result};
use crate::happenings::Seen;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Tells SQLite files of ours from others (`PRAGMA application_id`): "Lega".
const APPLICATION: i64 = 0x4c65_6761;
/// The schema, one step a version (`PRAGMA user_version`). A step that has been released never changes.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql")];
/// How long to wait for another process to finish its batch.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open archive.
///
/// One process writes at a time, any number read meanwhile and see whole batches only.
pub struct Archive {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// Mentions looked at lately.
    pub(crate) seen: Seen,
}

impl Archive {
    /// Opens an archive for questions.
    ///
    /// # Errors
    /// The file is missing, is no archive, is damaged, or is of another version than this release's.
    pub fn open(path: &Path) -> Result<Archive> {
        if !path.exists() {
            return Err(Error::Missing(path.to_path_buf()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let archive = Archive::connect(path, flags)?;
        let version = archive.version()?;
        if version < MIGRATIONS.len() as i64 {
            // An older archive is brought up to date by whoever may write it.
            drop(archive);
            return Archive::open_or_create(path);
        }
        Ok(archive)
    }

    /// Opens an archive to write in it.
    ///
    /// # Errors
    /// As [`Archive::open`], or the file cannot be written.
    pub fn open_to_write(path: &Path) -> Result<Archive> {
        if !path.exists() {
            return Err(Error::Missing(path.to_path_buf()));
        }
        Archive::open_or_create(path)
    }

    /// Opens an archive to write in it; makes it, if there is no such file.
    ///
    /// # Errors
    /// As [`Archive::open`], or the file cannot be written or made.
    pub fn open_or_create(path: &Path) -> Result<Archive> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut archive = Archive::connect(path, flags)?;
        archive.version()?;
        archive.migrate().map_err(|error| Error::of(path, error))?;
        Ok(archive)
    }

    /// An archive in memory, for tests and for comparing.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn in_memory() -> Result<Archive> {
        let path = PathBuf::from(":memory:");
        let db = Connection::open_in_memory().map_err(|error| Error::of(&path, error))?;
        let mut archive = Archive { db, path, seen: Seen::default() };
        archive
            .settings()
            .and_then(|()| archive.migrate())
            .map_err(|error| Error::of(&archive.path, error))?;
        Ok(archive)
    }

    /// The database, for questions.
    pub fn connection(&self) -> &Connection {
        &self.db
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A value of the table `meta`.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        self.db
            .query_row("SELECT value FROM meta WHERE key = ?", [key], |row| row.get(0))
            .optional()
            .map_err(|error| self.error(error))
    }

    pub(crate) fn error(&self, error: rusqlite::Error) -> Error {
        Error::of(&self.path, error)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Archive> {
        if path.is_dir() {
            return Err(Error::NoArchive(path.to_path_buf()));
        }
        let db = Connection::open_with_flags(path, flags).map_err(|error| Error::of(path, error))?;
        let archive = Archive { db, path: path.to_path_buf(), seen: Seen::default() };
        archive.settings().map_err(|error| Error::of(path, error))?;
        Ok(archive)
    }

    fn settings(&self) -> rusqlite::Result<()> {
        self.db.busy_timeout(PATIENCE)?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        self.db.pragma_update(None, "cache_size", -65_536)?;
        self.db.set_prepared_statement_cache_capacity(128);
        Ok(())
    }

    /// The schema's version, after a look whether this is an archive at all; 0 for an empty file.
    fn version(&self) -> Result<i64> {
        let number = |pragma: &str| -> Result<i64> {
            self.db.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|error| self.error(error))
        };
        let (application, version) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self
            .db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| self.error(error))?;
        if application != APPLICATION && (tables > 0 || version != 0) {
            return Err(Error::NoArchive(self.path.clone()));
        }
        let known = MIGRATIONS.len() as i64;
        if version > known {
            return Err(Error::Newer { path: self.path.clone(), found: version, known });
        }
        Ok(version)
    }

    /// Runs the steps that the file lacks, all or none.
    fn migrate(&mut self) -> rusqlite::Result<()> {
        let version: i64 = self.db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            self.db.pragma_update(None, "journal_mode", "wal")?;
        }
        // In WAL mode a batch survives the end of the process; losing power may cost the last batches, never wholeness.
        self.db.pragma_update(None, "synchronous", "normal")?;
        if version as usize >= MIGRATIONS.len() {
            return Ok(());
        }
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        let version: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (number, step) in MIGRATIONS.iter().enumerate().skip(version.max(0) as usize) {
            change.execute_batch(step)?;
            change.pragma_update(None, "user_version", number as i64 + 1)?;
        }
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.commit()
    }
}
