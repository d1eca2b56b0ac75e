//! Which reports an archive holds already, asked from many threads.

use crate::archive::Archive;
use crate::entry::{content_hash, report_id};
use crate::error::Result;
use crate::write::Release;
use legation_record::Document;
use rusqlite::OptionalExtension;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Tells whether a report stands in the archive as this release would code it.
pub struct Known {
    archive: Mutex<Archive>,
    release: Release,
}

impl Known {
    /// # Errors
    /// The archive cannot be read.
    pub fn open(path: &Path, release: &Release) -> Result<Known> {
        Ok(Known { archive: Mutex::new(Archive::open(path)?), release: release.clone() })
    }

    /// Whether coding this report would bring nothing new. A report whose fate cannot be told is coded.
    pub fn has(&self, document: &Document) -> bool {
        let id = report_id(document);
        let archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = || -> rusqlite::Result<Option<bool>> {
            archive
                .db
                .prepare_cached("SELECT hash = ? AND release = ? AND codebook = ? FROM reports WHERE id = ?")?
                .query_row(
                    [&content_hash(document), &self.release.release, &self.release.codebook, &id],
                    |row| row.get(0),
                )
                .optional()
        };
        stored().ok().flatten().unwrap_or(false)
    }
}
