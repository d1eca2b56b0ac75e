//! The index of names: which entities a run of tokens may stand for.

use super::pieces::{self, Part, Piece};
use super::{Entity, Form, Kind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.0 = self.0.rotate_left(8) ^ u64::from(b));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

const NONE: u32 = u32::MAX;

/// Dates between which an entry holds, as ISO strings, whole or cut; empty for open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Span {
    pub since: Option<Box<str>>,
    pub until: Option<Box<str>>,
}

impl Span {
    pub fn holds(&self, date: Option<&str>) -> bool {
        let Some(date) = date else { return true };
        not_after(self.since.as_deref(), date)
            && self.until.as_deref().is_none_or(|u| not_after(Some(date), u))
    }
}

/// Compares ISO dates as far as both tell.
pub(super) fn not_after(a: Option<&str>, b: &str) -> bool {
    let Some(a) = a else { return true };
    let n = a.len().min(b.len());
    a.as_bytes()[..n] <= b.as_bytes()[..n]
}

#[derive(Clone, Debug)]
struct Name {
    entity: u32,
    form: Form,
    /// Pieces (by bit) that must begin with a capital letter in the text.
    capitals: u32,
    /// Pieces that must be all capitals in the text ("US").
    exact: u32,
    /// Not when it follows a given name ("Michael Jordan").
    care: bool,
    dated: bool,
    /// The next name with the same pieces.
    next: u32,
}

/// Entities and the names they go by.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    entities: Vec<Entity>,
    spans: Vec<Span>,
    names: Vec<Name>,
    /// First name of the pieces that hash so, or `NONE` where longer names only begin so.
    index: ByHash<u32>,
}

impl Names {
    /// Room for so many entities, with two names each.
    pub fn with_room(entities: usize) -> Names {
        let mut names = Names::default();
        names.entities.reserve(entities);
        names.spans.reserve(entities);
        names.names.reserve(2 * entities);
        names.index.reserve(3 * entities);
        names
    }

    pub fn add_entity(&mut self, entity: Entity, span: Span) -> u32 {
        self.entities.push(entity);
        self.spans.push(span);
        self.entities.len() as u32 - 1
    }

    /// Adds a name of an entity; a name marked `~` is not taken after a given name. False for a name without letters.
    pub fn add(&mut self, text: &str, form: Form, entity: u32) -> bool {
        let (care, text) = match text.strip_prefix('~') {
            Some(rest) => (true, rest),
            None => (form == Form::Place, text),
        };
        let (mut hash, mut count, mut capitals, mut exact) = (pieces::EMPTY, 0u32, 0u32, 0u32);
        let index = &mut self.index;
        let mut before = None;
        for word in text.split_whitespace() {
            pieces::scan(word, |piece| {
                if let Some(prefix) = before {
                    index.entry(prefix).or_insert(NONE);
                }
                let bit = 1u32.checked_shl(count).unwrap_or(0);
                if piece.abbreviation {
                    exact |= bit;
                } else if piece.capital && !piece.is_article() {
                    capitals |= bit;
                }
                count += 1;
                hash = pieces::extend(hash, piece);
                before = Some(hash);
            });
        }
        if count == 0 {
            return false;
        }
        let id = self.names.len() as u32;
        let dated = self.spans.get(entity as usize).is_some_and(|s| *s != Span::default());
        let name = Name { entity, form, capitals, exact, care, dated, next: NONE };
        self.names.push(name);
        // Later entries come after earlier ones, so that the first table wins where two claim a name.
        let first = *index.entry(hash).or_insert(NONE);
        if first == NONE {
            index.insert(hash, id);
        } else {
            let mut last = first;
            while self.names[last as usize].next != NONE {
                last = self.names[last as usize].next;
            }
            self.names[last as usize].next = id;
        }
        true
    }

    /// Lets the names of the entities from `from` on come before all older ones; but what tells no more than a state
    /// leaves the older meaning, which knows an adjective from a name.
    pub fn promote(&mut self, from: u32) {
        for slot in self.index.values_mut() {
            let mut chain = Vec::new();
            let mut at = *slot;
            while at != NONE {
                chain.push(at);
                at = self.names[at as usize].next;
            }
            let first = |&n: &u32| {
                let entity = self.names[n as usize].entity;
                let told = &self.entities[entity as usize];
                entity >= from && (told.sector.is_some() || told.kind.is_some())
            };
            if !chain.iter().any(first) {
                continue;
            }
            chain.sort_by_key(|n| !first(n));
            for pair in chain.windows(2) {
                self.names[pair[0] as usize].next = pair[1];
            }
            if let (Some(&first), Some(&last)) = (chain.first(), chain.last()) {
                *slot = first;
                self.names[last as usize].next = NONE;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.entities.len()
    }

    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The longest name from token `start` on. `after_given_name` says that a given name stands before it.
    pub fn find(
        &self,
        words: &[&str],
        start: usize,
        date: Option<&str>,
        after_given_name: impl Fn() -> bool,
    ) -> Option<(usize, Form, &Entity)> {
        let (mut hash, mut count, mut capitals, mut upper) = (pieces::EMPTY, 0u32, 0u32, 0u32);
        let mut best = None;
        for (at, word) in words.iter().enumerate().skip(start) {
            let mut known = true;
            let part = pieces::scan(word, |piece: Piece| {
                let bit = 1u32.checked_shl(count).unwrap_or(0);
                capitals |= if piece.capital { bit } else { 0 };
                upper |= if piece.abbreviation { bit } else { 0 };
                count += 1;
                hash = pieces::extend(hash, piece);
                known &= self.index.contains_key(&hash);
            });
            match part {
                Part::Joint if at > start => continue,
                Part::Word if known => {}
                _ => break,
            }
            if let Some(name) = self.choose(hash, capitals, upper, date) {
                best = Some((at + 1 - start, name));
            }
        }
        let (len, name) = best?;
        if name.care && len == 1 && after_given_name() {
            return None;
        }
        Some((len, name.form, &self.entities[name.entity as usize]))
    }

    /// Among the names of the same pieces, the first that holds at the date; else the first.
    fn choose(&self, hash: u64, capitals: u32, upper: u32, date: Option<&str>) -> Option<&Name> {
        let mut at = *self.index.get(&hash)?;
        let mut fallback = None;
        while at != NONE {
            let name = &self.names[at as usize];
            if name.capitals & !capitals == 0 && name.exact & !upper == 0 {
                if !name.dated || self.spans[name.entity as usize].holds(date) {
                    return Some(name);
                }
                // A vanished state is still named; somebody out of office is somebody else.
                let lasting = self.entities[name.entity as usize].kind.is_some_and(|k| k != Kind::Person);
                fallback = fallback.or(lasting.then_some(name));
            }
            at = name.next;
        }
        fallback
    }
}
