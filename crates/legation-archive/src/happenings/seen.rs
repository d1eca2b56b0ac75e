//! Profiles and links that were looked at lately. A copy of what the file holds, in bounded memory.

use super::load::{self, Member};
use super::near::Near;
use super::profile::{Profile, context};
use super::set::Set;
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;

/// Profiles kept are at most twice as many; a profile takes a little more than half a kilobyte.
const MOST: usize = 80_000;

#[derive(Default)]
pub(crate) struct Seen {
    lately: HashMap<i64, Arc<Profile>>,
    /// Looked at before those; what is not looked at again goes when `lately` is full.
    before: HashMap<i64, Arc<Profile>>,
    /// The names in the report looked at last: its mentions come one after another.
    context: Option<(i64, Arc<Set>)>,
    pub near: Near,
    /// Tells whether another process has written meanwhile.
    version: i64,
}

impl Seen {
    /// What another process wrote since the last batch is not what was seen.
    pub fn at_version(self, version: i64) -> Seen {
        if self.version == version { self } else { Seen { version, ..Seen::default() } }
    }

    pub fn profile(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<Arc<Profile>> {
        if let Some(profile) = self.lately.get(&mention) {
            return Ok(profile.clone());
        }
        let profile = match self.before.remove(&mention) {
            Some(profile) => profile,
            None => return self.look(db, &load::member(db, mention)?),
        };
        self.keep(mention, &profile);
        Ok(profile)
    }

    /// The profile of a mention that has been loaded.
    pub fn look(&mut self, db: &Connection, member: &Member) -> rusqlite::Result<Arc<Profile>> {
        let context = match &self.context {
            Some((report, context)) if *report == member.report => context.clone(),
            _ => {
                let made = Arc::new(context(&load::sentences(db, member.report)?));
                self.context = Some((member.report, made.clone()));
                made
            }
        };
        let profile = Arc::new(Profile::new(member, context));
        self.keep(member.mention, &profile);
        Ok(profile)
    }

    fn keep(&mut self, mention: i64, profile: &Arc<Profile>) {
        if self.lately.len() >= MOST {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(mention, profile.clone());
    }

    /// Forgets a mention that the file no longer holds.
    pub fn forget(&mut self, mention: i64) {
        self.lately.remove(&mention);
        self.before.remove(&mention);
        self.near.forget(mention);
        self.context = None;
    }
}
