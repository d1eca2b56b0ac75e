//! Profiles that were looked at lately. A copy of what the file holds, in bounded memory.

use super::load;
use super::profile::Profile;
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;

/// Profiles kept are at most twice as many; a profile takes about two kilobytes.
const MOST: usize = 16_000;

#[derive(Default)]
pub(crate) struct Seen {
    lately: HashMap<i64, Arc<Profile>>,
    /// Looked at before those; what is not looked at again goes when `lately` is full.
    before: HashMap<i64, Arc<Profile>>,
}

impl Seen {
    pub fn profile(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<Arc<Profile>> {
        if let Some(profile) = self.lately.get(&mention) {
            return Ok(profile.clone());
        }
        let profile = match self.before.remove(&mention) {
            Some(profile) => profile,
            None => Arc::new(Profile::new(&load::member(db, mention)?)),
        };
        if self.lately.len() >= MOST {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(mention, profile.clone());
        Ok(profile)
    }

    /// Forgets a mention that the file no longer holds.
    pub fn forget(&mut self, mention: i64) {
        self.lately.remove(&mention);
        self.before.remove(&mention);
    }
}
