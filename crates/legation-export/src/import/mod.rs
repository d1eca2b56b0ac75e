//! Other event data, read into the table `imported`: GDELT (1.0, 2.0), ICEWS, POLECAT.
//!
//! A file's kind is seen from its columns. A line that cannot be read is told and left, and the rest is read. The same
//! file again changes nothing: rows are known by their origin and their id there.

mod gdelt;
mod icews;
mod open;
mod polecat;

use crate::codes::Codes;
use crate::error::{Error, Result};
use legation_archive::Archive;
use rusqlite::params;
use std::fmt;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Rows written in one transaction.
const BATCH: usize = 10_000;

/// A line that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: PathBuf,
    pub line: u64,
    pub reason: String,
    pub mend: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}: {}\n  mend: {}", self.file.display(), self.line, self.reason, self.mend)
    }
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub origin: String,
    /// Events read.
    pub events: u64,
    /// Rows that the archive holds of them: one for each pair of states, where an event has several.
    pub rows: u64,
    /// Lines left.
    pub problems: u64,
}

/// An event of another data set, in our terms.
#[derive(Clone, Debug, Default, PartialEq)]
struct Event {
    id: String,
    day: String,
    source: Side,
    target: Side,
    kind: Option<String>,
    mode: Option<String>,
    quad: Option<String>,
    cameo: Option<String>,
    /// The other data set's own intensity.
    goldstein: Option<f64>,
    place: Option<String>,
    place_state: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    mentions: Option<i64>,
    sources: Option<i64>,
    url: Option<String>,
    text: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Side {
    name: Option<String>,
    state: Option<String>,
    sector: Option<String>,
}

/// What is wrong with a line, and what to do about it.
type Wrong = (String, &'static str);

/// Reads the fields of a line.
type Reader = Box<dyn Fn(&[&str], &Codes) -> std::result::Result<Vec<Event>, Wrong>>;

/// A kind of file: how to read a line of it.
struct Kind {
    origin: &'static str,
    separator: u8,
    quoted: bool,
    /// The number of the first line that holds an event, from 0.
    skip: usize,
    reader: Reader,
}

/// Reads a file of another data set into the archive, as rows of `origin` or of the data set's own name.
///
/// # Errors
/// The file cannot be read, is of no known kind, or the archive cannot be written. Lines that cannot be read are no error
/// but told to `tell`.
pub fn import(
    archive: &Archive,
    path: &Path,
    origin: Option<&str>,
    tell: &mut dyn FnMut(Problem),
) -> Result<Imported> {
    let codes = Codes::builtin()?;
    let failed = |error| Error::Input { path: path.to_path_buf(), error };
    let mut input = open::open(path)?;
    let head = String::from_utf8_lossy(input.fill_buf().map_err(failed)?).into_owned();
    let kind = sniff(head.lines().next().unwrap_or_default()).ok_or_else(|| Error::Unfit {
        path: path.to_path_buf(),
        reason: "these are the columns of no data set that can be imported".into(),
        mend: "give GDELT 2.0 (61 columns) or 1.0 (57 or 58) events, or ICEWS or POLECAT with their header",
    })?;
    let origin = origin.unwrap_or(kind.origin).to_owned();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(kind.separator)
        .quoting(kind.quoted)
        .has_headers(false)
        .flexible(true)
        .from_reader(input);
    let mut done = Imported { origin, ..Imported::default() };
    let mut record = csv::ByteRecord::new();
    let mut batch: Vec<Event> = Vec::new();
    let mut number = 0;
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => failed(error),
            other => failed(std::io::Error::other(format!("{other:?}"))),
        })?;
        if !more {
            break;
        }
        number += 1;
        if number <= kind.skip {
            continue;
        }
        let line = record.position().map_or(number as u64, csv::Position::line);
        let fields: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
        let fields: Vec<&str> = fields.iter().map(|field| field.trim()).collect();
        match (kind.reader)(&fields, &codes) {
            Ok(events) => {
                done.events += 1;
                batch.extend(events);
            }
            Err((reason, mend)) => {
                done.problems += 1;
                tell(Problem { file: path.to_path_buf(), line, reason, mend });
            }
        }
        if batch.len() >= BATCH {
            done.rows += store(archive, &done.origin, &codes, &mut batch)?;
        }
    }
    done.rows += store(archive, &done.origin, &codes, &mut batch)?;
    Ok(done)
}

/// The kind of a file, from its first line.
fn sniff(line: &str) -> Option<Kind> {
    let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
    for separator in [b'\t', b','] {
        let quoted = separator == b',';
        let columns = header(line, separator);
        let has = |name: &str| columns.iter().any(|column| column == name);
        if has("Event ID") && has("CAMEO Code") {
            return Some(icews::kind(&columns, separator, quoted));
        }
        if has("Event ID") && has("Event Type") {
            return Some(polecat::kind(&columns, separator, quoted));
        }
    }
    gdelt::kind(line)
}

fn header(line: &str, separator: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|column| column.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The places of columns by name.
struct Columns(std::collections::HashMap<String, usize>, usize);

impl Columns {
    fn new(names: &[String]) -> Columns {
        Columns(names.iter().cloned().enumerate().map(|(i, name)| (name, i)).collect(), names.len())
    }

    /// A field by its column; none where it is empty.
    fn get<'a>(&self, fields: &[&'a str], name: &str) -> Option<&'a str> {
        fields.get(*self.0.get(name)?).copied().filter(|field| !is_empty(field))
    }

    fn check(&self, fields: &[&str]) -> std::result::Result<(), Wrong> {
        // Some releases of POLECAT end their lines in tabs.
        let rest_is_empty = fields.iter().skip(self.1).all(|field| field.is_empty());
        if fields.len() < self.1 || !rest_is_empty {
            return Err((
                format!("{} columns instead of {}", fields.len(), self.1),
                "look for a tab or a line break inside a field",
            ));
        }
        Ok(())
    }
}

fn is_empty(field: &str) -> bool {
    matches!(field, "" | "NULL" | "None" | "NA" | "nan")
}

/// An ISO day out of `2023-04-19`, `20230419` or either with a time.
fn day(field: &str) -> std::result::Result<String, Wrong> {
    let digits: String = field.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let digits: String = digits.chars().filter(char::is_ascii_digit).take(8).collect();
    let iso = match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => String::new(),
    };
    match legation_archive::from_iso(&iso) {
        // There is no 31 April.
        Some(number) if legation_archive::to_iso(number) == iso => Ok(iso),
        _ => Err((format!("{field:?} is no day"), "write it as YYYY-MM-DD or YYYYMMDD")),
    }
}

fn number(field: Option<&str>) -> Option<f64> {
    field?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Type, mode and quad class of a CAMEO code. The quad class of CAMEO's statements is their own.
fn of_cameo(event: &mut Event, code: &str, quad: Option<&str>, codes: &Codes) {
    if let Some(cameo) = codes.cameo(code) {
        event.kind.clone_from(&cameo.kind);
        event.mode.clone_from(&cameo.mode);
    }
    let of_type = event.kind.as_deref().and_then(|kind| codes.type_info(kind)).map(|(quad, _)| quad);
    event.quad = of_type.or(quad).map(str::to_owned);
    event.cameo = Some(code.to_owned());
}

fn store(archive: &Archive, origin: &str, codes: &Codes, batch: &mut Vec<Event>) -> Result<u64> {
    let db = archive.connection();
    let run = || -> rusqlite::Result<u64> {
        let change = db.unchecked_transaction()?;
        {
            let mut put = db.prepare_cached(
                "INSERT INTO imported (origin, id, day, source_name, source_state, source_sector, target_name, target_state,
                 target_sector, type, mode, quad, cameo, goldstein, score, place, place_state, lat, lon, mentions, sources,
                 url, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (origin, id) DO UPDATE SET day = excluded.day, source_name = excluded.source_name,
                 source_state = excluded.source_state, source_sector = excluded.source_sector,
                 target_name = excluded.target_name, target_state = excluded.target_state,
                 target_sector = excluded.target_sector, type = excluded.type, mode = excluded.mode,
                 quad = excluded.quad, cameo = excluded.cameo, goldstein = excluded.goldstein, score = excluded.score,
                 place = excluded.place, place_state = excluded.place_state, lat = excluded.lat, lon = excluded.lon,
                 mentions = excluded.mentions, sources = excluded.sources, url = excluded.url, text = excluded.text",
            )?;
            for e in batch.iter() {
                let score = e.kind.as_deref().and_then(|kind| codes.type_info(kind)).map(|(_, score)| score);
                put.execute(params![
                    origin,
                    e.id,
                    e.day,
                    e.source.name,
                    e.source.state,
                    e.source.sector,
                    e.target.name,
                    e.target.state,
                    e.target.sector,
                    e.kind,
                    e.mode,
                    e.quad,
                    e.cameo,
                    e.goldstein,
                    score,
                    e.place,
                    e.place_state,
                    e.lat,
                    e.lon,
                    e.mentions,
                    e.sources,
                    e.url,
                    e.text
                ])?;
            }
        }
        change.commit()?;
        Ok(batch.len() as u64)
    };
    let rows = run().map_err(|error| legation_archive::Error::of(archive.path(), error))?;
    batch.clear();
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_either_form() {
        assert_eq!(day("20230419").as_deref(), Ok("2023-04-19"));
        assert_eq!(day("2023-04-19").as_deref(), Ok("2023-04-19"));
        assert_eq!(day("2023-04-19 00:00:00").as_deref(), Ok("2023-04-19"));
        for wrong in ["", "19.4.2023", "2023-04", "20230431", "20231301", "é"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_kind_is_seen_from_the_first_line() {
        let origin = |line: &str| sniff(line).map(|kind| kind.origin);
        assert_eq!(origin("Event ID\tEvent Date\tSource Name\tCAMEO Code"), Some("icews"));
        assert_eq!(origin("\u{feff}\"Event ID\",\"Event Date\",\"Event Type\""), Some("polecat"));
        assert_eq!(origin(&format!("410000001{}", "\t".repeat(60))), Some("gdelt"));
        assert_eq!(origin(&format!("410000001{}", "\t".repeat(57))), Some("gdelt"));
        assert_eq!(origin("a\tb\tc"), None);
        assert_eq!(origin(""), None);
    }
}
