//! Profiles that were looked at lately. A copy of what the file holds, in bounded memory.

use super::load;
use super::profile::Profile;
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;

/// Profiles kept; a profile takes about two kilobytes.
const MOST: usize = 20_000;

#[derive(Default)]
pub(crate) struct Seen(HashMap<i64, Arc<Profile>>);

impl Seen {
    pub fn profile(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<Arc<Profile>> {
        if let Some(profile) = self.0.get(&mention) {
            return Ok(profile.clone());
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let profile = Arc::new(Profile::new(&load::member(db, mention)?));
        self.0.insert(mention, profile.clone());
        Ok(profile)
    }

    /// Forgets a mention that the file no longer holds.
    pub fn forget(&mut self, mention: i64) {
        self.0.remove(&mention);
    }
}
