//! The gazetteer that the binary carries: names, and the places of each, read in place without any start-up work.
//!
//! `training/places/compile.py` writes the file; its layout, in little-endian numbers:
//!
//! ```text
//! "LGP1"  places  names  areas  length of the names' data     (u32 each)
//! where each block of 16 names begins in the data              (u32 each)
//! where each area's line begins                                (u32 each)
//! places: lat, lon in 1e-4 degrees, GeoNames id, name (i24, i24, u24, u24), area (u16), 8 log2 people (u8), kind (u8)
//! names' data, sorted by key: letters shared with the name before, letters, places (u8 each), letters, places (u24)
//! areas: a line each, the state's code, a tab, the first-order region
//! ```

use std::cmp::Ordering;

const FILE: &[u8] = include_bytes!("../../../../models/places.bin");
const HEAD: usize = 20;
const BLOCK: usize = 16;
const RECORD: usize = 16;
/// Marks a place of which the name is not the usual one ("Bombay").
const OTHER_NAME: usize = 1 << 23;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    State,
    /// A first-order part of a state: Texas, Rakhine.
    Region,
    Town,
    Capital,
    /// A county of the USA.
    County,
    Continent,
    /// A sea, a range, a region across borders: Donbas, Kashmir.
    Landmark,
}

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Number of its record, which tells it from all others.
    pub id: u32,
    pub lat: f64,
    pub lon: f64,
    pub geonames: Option<u32>,
    pub kind: Kind,
    /// Decimal logarithm of the people who live there.
    pub people: f64,
    /// Whether it was found by another name than the usual one.
    pub other_name: bool,
    /// ISO 3166-1 alpha-3, empty for none or several.
    pub state: &'static str,
    /// First-order region, empty where the gazetteer knows none.
    pub region: &'static str,
    name: usize,
}

impl Entry {
    /// The usual name in English letters.
    pub fn name(&self) -> String {
        Gazetteer::open().map_or_else(String::new, |g| g.spelling(self.name))
    }
}

#[derive(Clone, Copy)]
pub struct Gazetteer {
    places: usize,
    names: usize,
    areas: usize,
    data: usize,
    lines: usize,
}

fn u24(at: usize) -> usize {
    FILE.get(at..at + 3).map_or(0, |b| usize::from(b[0]) | usize::from(b[1]) << 8 | usize::from(b[2]) << 16)
}

fn u32_at(at: usize) -> usize {
    FILE.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
}

fn degrees(at: usize) -> f64 {
    let raw = u24(at) as i32;
    f64::from(if raw >= 1 << 23 { raw - (1 << 24) } else { raw }) / 1e4
}

impl Gazetteer {
    /// None if the file is not what this program reads, which a test rules out.
    pub fn open() -> Option<Gazetteer> {
        if FILE.get(..4) != Some(b"LGP1".as_slice()) {
            return None;
        }
        let (places, names, areas, length) = (u32_at(4), u32_at(8), u32_at(12), u32_at(16));
        let records = HEAD + 4 * names.div_ceil(BLOCK) + 4 * areas;
        let data = records + RECORD * places;
        Some(Gazetteer {
            places: records,
            names,
            areas: HEAD + 4 * names.div_ceil(BLOCK),
            data,
            lines: data + length,
        })
    }

    /// The places of a name, those with the most people first. Small and capital letters, accents, points, hyphens and
    /// apostrophes make no difference.
    pub fn find(&self, name: &str) -> Vec<Entry> {
        let key = key(name);
        if key.is_empty() {
            return Vec::new();
        }
        let blocks = self.names.div_ceil(BLOCK);
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            let mut first = Cursor::new(self, middle);
            first.step();
            if first.compare(&key) == Ordering::Greater { high = middle } else { low = middle + 1 }
        }
        let Some(block) = low.checked_sub(1) else { return Vec::new() };
        let mut cursor = Cursor::new(self, block);
        for _ in 0..BLOCK.min(self.names - block * BLOCK) {
            cursor.step();
            match cursor.compare(&key) {
                Ordering::Less => {}
                Ordering::Equal => return cursor.posts().map(|p| self.entry(p)).collect(),
                Ordering::Greater => break,
            }
        }
        Vec::new()
    }

    fn entry(&self, post: usize) -> Entry {
        let id = post & (OTHER_NAME - 1);
        let at = self.places + RECORD * id;
        let byte = |n: usize| FILE.get(at + n).copied().unwrap_or(0);
        let area = usize::from(byte(12)) | usize::from(byte(13)) << 8;
        let line = self.lines + u32_at(self.areas + 4 * area);
        let rest = FILE.get(line..).unwrap_or_default();
        let line =
            rest.split(|&b| b == b'\n').next().and_then(|l| std::str::from_utf8(l).ok()).unwrap_or_default();
        let (state, region) = line.split_once('\t').unwrap_or_default();
        let geonames = u24(at + 6) as u32;
        Entry {
            id: id as u32,
            lat: degrees(at),
            lon: degrees(at + 3),
            geonames: (geonames > 0).then_some(geonames),
            kind: match byte(15) {
                0 => Kind::State,
                1 => Kind::Region,
                3 => Kind::Capital,
                4 => Kind::County,
                5 => Kind::Continent,
                6 => Kind::Landmark,
                _ => Kind::Town,
            },
            people: f64::from(byte(14)) / 8.0 * std::f64::consts::LOG10_2,
            other_name: post & OTHER_NAME != 0,
            state,
            region,
            name: u24(at + 9),
        }
    }

    fn spelling(&self, name: usize) -> String {
        let mut cursor = Cursor::new(self, name / BLOCK);
        for _ in 0..=name % BLOCK {
            cursor.step();
        }
        String::from_utf8_lossy(&cursor.text).into_owned()
    }
}

/// Reads the names of a block one after another.
struct Cursor {
    at: usize,
    text: Vec<u8>,
    posts: (usize, usize),
}

impl Cursor {
    fn new(gazetteer: &Gazetteer, block: usize) -> Cursor {
        Cursor { at: gazetteer.data + u32_at(HEAD + 4 * block), text: Vec::with_capacity(32), posts: (0, 0) }
    }

    fn step(&mut self) {
        let byte = |n: usize| FILE.get(n).map_or(0, |&b| usize::from(b));
        let (shared, own, posts) = (byte(self.at), byte(self.at + 1), byte(self.at + 2));
        let letters = self.at + 3;
        self.text.truncate(shared);
        self.text.extend_from_slice(FILE.get(letters..letters + own).unwrap_or_default());
        self.posts = (letters + own, posts);
        self.at = letters + own + 3 * posts;
    }

    fn compare(&self, key: &[u8]) -> Ordering {
        self.text.iter().filter_map(|&b| fold(b)).cmp(key.iter().copied())
    }

    fn posts(&self) -> impl Iterator<Item = usize> + use<> {
        let (at, count) = self.posts;
        (0..count).map(move |n| u24(at + 3 * n))
    }
}

/// How one letter of a name counts: small, a hyphen as a space, a point and an apostrophe not at all.
fn fold(b: u8) -> Option<u8> {
    match b {
        b'.' | b'\'' => None,
        b'-' => Some(b' '),
        _ => Some(b.to_ascii_lowercase()),
    }
}

/// The key of a name as the gazetteer sorts it; empty if letters of another script remain.
fn key(name: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut out = Vec::with_capacity(name.len());
    let mut letters = |c: char| match c {
        'ı' => out.push(b'i'),
        'ø' | 'Ø' => out.push(b'o'),
        'ł' | 'Ł' => out.push(b'l'),
        'đ' | 'Đ' => out.push(b'd'),
        'ß' => out.extend(b"ss"),
        'æ' | 'Æ' => out.extend(b"ae"),
        'œ' => out.extend(b"oe"),
        'ð' => out.push(b'd'),
        'þ' | 'Þ' => out.extend(b"th"),
        'ə' | 'Ə' => out.push(b'a'),
        '–' => out.push(b' '),
        '’' | '‘' | 'ʻ' | 'ʼ' | '`' | 'ʿ' | 'ʾ' => {}
        c if c.is_ascii() => out.extend(fold(c as u8)),
        c if is_combining_mark(c) => {}
        _ => out.push(0xff),
    };
    if name.is_ascii() {
        name.chars().for_each(&mut letters);
    } else {
        name.nfd().for_each(&mut letters);
    }
    if out.len() >= 60 || out.contains(&0xff) { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> Entry {
        Gazetteer::open().unwrap().find(name)[0]
    }

    #[test]
    fn a_name_leads_to_its_places() {
        let baku = first("Baku");
        assert_eq!((baku.state, baku.kind, baku.geonames), ("AZE", Kind::Capital, Some(587_084)));
        assert!((baku.lat - 40.377).abs() < 0.01 && (baku.lon - 49.892).abs() < 0.01);
        assert_eq!(first("texas").kind, Kind::Region);
        assert_eq!(first("Azerbaijan").kind, Kind::State);
        assert!(Gazetteer::open().unwrap().find("Paris").iter().any(|e| e.region == "Texas"));
    }

    #[test]
    fn accents_points_and_hyphens_make_no_difference() {
        assert_eq!(first("São Paulo").id, first("Sao Paulo").id);
        assert_eq!(first("St. Petersburg").region, first("St Petersburg").region);
        assert_eq!(first("Port au Prince").id, first("Port-au-Prince").id);
    }

    #[test]
    fn another_name_leads_to_the_usual_one() {
        let entry = first("Bombay");
        assert!(entry.other_name);
        assert_eq!(entry.name(), "Mumbai");
    }

    #[test]
    fn every_name_of_the_file_is_found_and_nothing_else() {
        let g = Gazetteer::open().unwrap();
        for block in 0..g.names.div_ceil(BLOCK) {
            let mut cursor = Cursor::new(&g, block);
            cursor.step();
            let name = String::from_utf8(cursor.text.clone()).unwrap();
            assert!(!g.find(&name).is_empty(), "{name}");
        }
        for name in ["", " ", "Qqqqx", "東京", "\u{301}", "zzzzzzzzzz", &"a".repeat(10_000)] {
            assert!(g.find(name).is_empty(), "{name}");
        }
    }
}
