//! No two reports of one run have the same id, or what is kept of them could not be told apart.

use crate::{Place, ReadError, Report};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

/// The ids given so far, as hashes of eight bytes: a million reports cost some fifty megabytes, and no text is kept.
#[derive(Default)]
pub struct Ids {
    seen: BTreeMap<u64, Seen>,
    files: Vec<PathBuf>,
}

/// Where an id stands; 0 for no line and no item.
struct Seen {
    file: u32,
    line: u32,
    item: u32,
}

impl Ids {
    /// Lets a report pass unless its id has been seen.
    ///
    /// Two files of one name in two folders are two reports: the later one gets its path for an id, and a note. The
    /// same id twice within the data, or the same file named twice, is a mistake.
    pub fn admit(&mut self, mut report: Report, place: &Place) -> Result<Report, ReadError> {
        let Some(first) = self.claim(&report.document.id, place) else { return Ok(report) };
        let id = report.document.id.clone();
        let whole_file = place.line.is_none() && place.item.is_none() && place.path.as_os_str() != "-";
        if whole_file && first.path != place.path {
            let by_path = place.path.with_extension("").to_string_lossy().replace('\\', "/");
            if by_path != id && self.claim(&by_path, place).is_none() {
                report
                    .notes
                    .push(format!("{place}: its id is {by_path:?}, since {first} has {id:?} already"));
                report.document.id = by_path;
                return Ok(report);
            }
        }
        let mend = if first == *place {
            "name each input once"
        } else {
            "give each report an id of its own, or choose the field that holds it with --id-field"
        };
        Err(ReadError::new(place.clone(), format!("the id {id:?} stands twice: first at {first}"), mend))
    }

    /// Takes an id for a place, or tells where it stands already.
    fn claim(&mut self, id: &str, place: &Place) -> Option<Place> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(first) = self.seen.get(&hash) {
            let known = |number: u32| (number > 0).then_some(u64::from(number));
            let path = self.files.get(first.file as usize).cloned().unwrap_or_default();
            return Some(Place { path, line: known(first.line), item: known(first.item) });
        }
        if self.files.last() != Some(&place.path) {
            self.files.push(place.path.clone());
        }
        let small = |number: Option<u64>| number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let file = u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX);
        self.seen.insert(hash, Seen { file, line: small(place.line), item: small(place.item) });
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use legation_record::Document;
    use std::path::Path;

    fn admit(ids: &mut Ids, id: &str, place: Place) -> Result<Report, String> {
        let document = Document { id: id.into(), ..Document::default() };
        ids.admit(Report { document, notes: Vec::new() }, &place).map_err(|e| e.to_string())
    }

    #[test]
    fn ids_stand_once() {
        let mut ids = Ids::default();
        let line = |n| Place::line(Path::new("a.jsonl"), n);
        assert!(admit(&mut ids, "x", line(1)).is_ok());
        assert!(admit(&mut ids, "y", line(2)).is_ok());
        let error = admit(&mut ids, "x", line(3)).err().unwrap();
        assert!(error.starts_with("a.jsonl:3: the id \"x\" stands twice: first at a.jsonl:1"), "{error}");
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folder() {
        let mut ids = Ids::default();
        let file = |path| Place::file(Path::new(path));
        assert!(admit(&mut ids, "r", file("a/r.txt")).is_ok());
        let second = admit(&mut ids, "r", file("b/r.txt")).unwrap();
        assert_eq!((second.document.id.as_str(), second.notes.len()), ("b/r", 1));
        assert!(admit(&mut ids, "r", file("a/r.txt")).err().unwrap().contains("name each input once"));
        assert!(admit(&mut ids, "r", file("b/r.txt")).is_err());
    }
}
