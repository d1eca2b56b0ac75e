//! Finding an entry by its id, by the first characters of its id, or a report by its name.

use crate::archive::Archive;
use crate::error::{Error, Result};

/// What an id stands for, with its key in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Happening(i64),
    Mention(i64),
    Report(i64),
}

impl Archive {
    /// What an id, or the beginning of one, stands for: a happening, else a mention (which may give its happening), else a
    /// report by id or name.
    ///
    /// # Errors
    /// Nothing has that id, or several have.
    pub fn find(&self, id: &str) -> Result<Found> {
        if let Some(happening) = self.one("happenings", "happening", id)? {
            return Ok(Found::Happening(happening));
        }
        if let Some(mention) = self.one("mentions", "mention", id)? {
            return Ok(Found::Mention(mention));
        }
        self.report(id).map(Found::Report)
    }

    /// A report by id, beginning of its id, or name.
    ///
    /// # Errors
    /// No report has it, or several have.
    pub fn report(&self, id: &str) -> Result<i64> {
        let named: Vec<i64> = self.keys("SELECT report FROM reports WHERE name = ? LIMIT 100", id)?;
        match named[..] {
            [] => {}
            [report] => return Ok(report),
            _ => return Err(Error::Ambiguous(id.to_owned(), named.len())),
        }
        self.one("reports", "report", id)?.ok_or_else(|| Error::Unknown(id.to_owned()))
    }

    /// A mention by id, the beginning of its id, or the id of the happening that begins with it.
    ///
    /// # Errors
    /// No mention has it, or several have.
    pub fn mention(&self, id: &str) -> Result<i64> {
        self.one("mentions", "mention", id)?.ok_or_else(|| Error::Unknown(id.to_owned()))
    }

    fn one(&self, table: &str, key: &str, id: &str) -> Result<Option<i64>> {
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        // Ids that begin so: from the id itself to the last id that does.
        let query =
            format!("SELECT {key} FROM {table} WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 100");
        let found = self.keys(&query, &id.to_ascii_lowercase())?;
        match found[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(Error::Ambiguous(id.to_owned(), found.len())),
        }
    }

    fn keys(&self, query: &str, about: &str) -> Result<Vec<i64>> {
        let run = || -> rusqlite::Result<Vec<i64>> {
            self.db.prepare_cached(query)?.query_map([about], |row| row.get(0))?.collect()
        };
        run().map_err(|error| self.error(error))
    }
}
