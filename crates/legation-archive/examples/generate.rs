//! Makes an archive of many mentions whose happenings are known, by the path that real reports take, and measures it.
//!
//! ```text
//! cargo run --release -p legation-archive --example generate -- 1000000 /tmp/made.db
//! ```
//!
//! Prints a row at 10,000, 100,000, 1,000,000 and so on up to the number asked for: how many mentions a second were
//! added since the row before, the file's size, the most memory taken so far, and how well the happenings were found
//! (pairwise). States act on one another as in the news: a few pairs often, most seldom. A happening is told by one to
//! five reports, in other words, with some dates missing, vague or a day off; a fifth of them are near misses: the same
//! people in the same place a week later.

use legation_archive::{Archive, Entry, Release};
use legation_record::{Actor, Date, Document, Event, Place, Record, Span};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const STATES: u64 = 180;
const DAYS: u64 = 3650;
const FIRST_DAY: i32 = 14_610; // 2010-01-01
const EVENTS_OF_A_REPORT: usize = 5;
const BATCH: usize = 256;

/// Types with their modes, quad classes, scores and the verbs that tell them.
#[rustfmt::skip]
const TYPES: &[(&str, &str, &str, f64, &[&str])] = &[
    ("CONSULT", "visit", "verbal cooperation", 1.0, &["met", "visited", "held talks with", "received", "conferred with"]),
    ("ACCUSE", "disapprove", "verbal conflict", -2.0, &["criticised", "condemned", "denounced", "attacked"]),
    ("SUPPORT", "", "verbal cooperation", 3.5, &["praised", "backed", "endorsed", "recognised"]),
    ("AGREE", "", "verbal cooperation", 4.0, &["agreed with", "signed a deal with", "came to terms with"]),
    ("SANCTION", "expel", "material conflict", -5.0, &["expelled diplomats of", "threw out envoys of", "sent home officials of"]),
    ("ASSAULT", "heavy-weapons", "material conflict", -10.0, &["shelled", "bombed", "fired at", "struck"]),
    ("AID", "", "material cooperation", 7.0, &["sent relief to", "delivered aid to", "shipped supplies to"]),
    ("THREATEN", "violence", "verbal conflict", -4.0, &["threatened", "warned", "menaced"]),
];

#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "pipeline", "fisheries", "visas", "tariffs", "wheat", "harbour", "railway", "prisoners", "refugees", "uranium", "satellites",
    "dams", "rivers", "copper", "lithium", "airspace", "cyberattacks", "drones", "vaccines", "students", "customs", "islands",
    "reefs", "glaciers", "textiles", "ceasefires", "hostages", "smuggling", "opium", "ferries", "tunnels", "borders", "elections",
    "monuments", "archives", "timber", "steel", "coal", "sugar", "cotton", "tourism", "banks", "debts", "loans", "frigates",
    "submarines", "missiles", "tanks", "radars", "garrisons", "embassies", "consulates", "pilgrims", "floods", "droughts",
];

/// Numbers without a pattern: the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// A state: the first ones often, the last ones seldom.
    fn state(&mut self) -> u64 {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        (even * even * even * STATES as f64) as u64
    }
}

#[derive(Clone)]
struct Happening {
    number: u64,
    kind: usize,
    day: i32,
    states: [u64; 2],
    people: [u64; 2],
    place: u64,
    topics: [usize; 5],
}

fn code(state: u64) -> String {
    let letter = |n: u64| char::from(b'A' + (n % 26) as u8);
    [letter(state / 26), letter(state), 'Z'].iter().collect()
}

/// A name made of syllables, for a number.
fn name(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "ki", "lu", "mar", "ne", "os", "pa", "ri", "sta", "tor", "ul", "ve", "wen", "za", "gho"];
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
    }
    name[..1].to_uppercase() + &name[1..]
}

fn happening(number: u64, day: i32, chance: &mut Chance) -> Happening {
    let (a, b) = (chance.state(), chance.state());
    let b = if a == b { (b + 1) % STATES } else { b };
    Happening {
        number,
        kind: chance.below(TYPES.len() as u64) as usize,
        day,
        states: [a, b],
        people: [chance.below(6), chance.below(6)],
        place: chance.below(8),
        topics: std::array::from_fn(|_| chance.below(TOPICS.len() as u64) as usize),
    }
}

/// One report's telling of a happening, put behind its text.
fn tell(record: &mut Record, told: &Happening, published: i32, chance: &mut Chance) {
    let (event_type, mode, quad, score, verbs) = TYPES[told.kind];
    let text = &mut record.document.text;
    let start = text.len();
    let mut put = |words: &str| {
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push(' ');
        span
    };
    let party = |side: usize, chance: &mut Chance, put: &mut dyn FnMut(&str) -> Span| {
        let state = told.states[side];
        let full = name(state * 64 + told.people[side] + 7777);
        // Some reports name the country alone.
        let named = !chance.one_in(4);
        let span =
            if named { put(&format!("Minister {full}")) } else { put(&format!("{}land", name(state))) };
        Actor {
            span,
            name: Some(if named { full } else { format!("{}land", name(state)) }),
            role: named.then(|| "Foreign Minister".to_owned()),
            state: Some(code(state)),
            sector: Some("GOV".into()),
        }
    };
    let actor = party(0, chance, &mut put);
    let trigger = put(verbs[chance.below(verbs.len() as u64) as usize]);
    let recipient = party(1, chance, &mut put);
    let town = name(told.states[1] * 8 + told.place + 99_991);
    let place = (!chance.one_in(3)).then(|| {
        put("in");
        put(&town)
    });
    put("over");
    let first = chance.below(5) as usize;
    for at in 0..3 + chance.below(2) as usize {
        put(TOPICS[told.topics[(first + at) % 5]]);
    }
    let when = match chance.below(100) {
        0..55 => Some((legation_archive::to_iso(told.day), "day")),
        55..62 => Some((legation_archive::to_iso(told.day + 1), "day")),
        62..72 => Some((legation_archive::to_iso(told.day)[..7].to_owned(), "month")),
        _ => None,
    };
    let date = when.map(|(value, precision)| Date {
        span: put(&format!("on {value}")),
        value: Some(value),
        precision: Some(precision.into()),
    });
    put(&format!("and {} more said so on {}.", chance.below(90), legation_archive::to_iso(published)));
    let evidence = Span::new(start, text.len() - 1);
    record.events.push(Event {
        id: format!("{:016x}", told.number),
        event_type: event_type.into(),
        mode: (!mode.is_empty() && !chance.one_in(3)).then(|| mode.to_owned()),
        status: "actual".into(),
        quad: quad.into(),
        score,
        confidence: 0.5 + chance.below(50) as f64 / 100.0,
        actors: vec![actor],
        recipients: vec![recipient],
        trigger,
        evidence: vec![evidence],
        date,
        place: place.map(|span| Place {
            span,
            name: Some(town),
            state: Some(code(told.states[1])),
            lat: Some((told.states[1] % 120) as f64 - 60.0 + told.place as f64),
            lon: Some((told.states[1] * 2 % 360) as f64 - 180.0 + told.place as f64),
            ..Place::default()
        }),
        why: format!("codebook {}.made: made", event_type.to_lowercase()),
        ..Event::default()
    });
}

/// Reports day by day, each with tellings of what happened lately.
struct Reports {
    chance: Chance,
    /// Tellings that wait for their report, by the day of publication.
    waiting: BTreeMap<i32, Vec<Happening>>,
    next: u64,
    made: u64,
    per_day: u64,
    day: i32,
}

impl Reports {
    fn new(mentions: u64) -> Reports {
        let per_day = (mentions / DAYS / 2).max(1);
        Reports { chance: Chance(1), waiting: BTreeMap::new(), next: 0, made: 0, per_day, day: FIRST_DAY }
    }

    fn one_day(&mut self) -> Vec<Record> {
        let chance = &mut self.chance;
        for _ in 0..self.per_day {
            let mut told = happening(self.next, self.day, chance);
            let again = if chance.one_in(5) { 2 } else { 1 };
            for _ in 0..again {
                let tellings = 1 + chance.below(5).min(chance.below(5));
                for _ in 0..tellings {
                    let day = told.day + chance.below(3) as i32;
                    self.waiting.entry(day).or_default().push(told.clone());
                }
                self.next += 1;
                // A near miss: the same people, the same place, a week later.
                told = Happening { number: self.next, day: told.day + 7, ..told };
                let other = happening(0, 0, chance);
                told.topics[..3].copy_from_slice(&other.topics[..3]);
            }
        }
        let mut today = self.waiting.remove(&self.day).unwrap_or_default();
        for at in (1..today.len()).rev() {
            today.swap(at, self.chance.below(at as u64 + 1) as usize);
        }
        let mut records = Vec::new();
        let mut left = today;
        while !left.is_empty() {
            // No report tells one happening twice.
            let mut own: Vec<Happening> = Vec::new();
            let mut later = Vec::new();
            for told in left {
                let twice = own.iter().any(|other| other.number == told.number);
                if own.len() < EVENTS_OF_A_REPORT && !twice { own.push(told) } else { later.push(told) }
            }
            left = later;
            records.push(self.report(&own));
        }
        self.day += 1;
        records
    }

    fn report(&mut self, own: &[Happening]) -> Record {
        let mut record = Record {
            document: Document {
                id: format!("made-{}", self.made),
                source: Some(format!("https://made.example/{}", self.made)),
                published: Some(legation_archive::to_iso(self.day)),
                language: Some("en".into()),
                ..Document::default()
            },
            ..Record::default()
        };
        self.made += 1;
        for told in own {
            tell(&mut record, told, self.day, &mut self.chance);
        }
        record
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [mentions, path] = &args[..] else { return Err("usage: generate MENTIONS ARCHIVE".into()) };
    let mentions: u64 = mentions.replace('_', "").parse()?;
    let path = Path::new(path);
    if path.exists() {
        return Err(format!("{} exists already", path.display()).into());
    }
    let mut archive = Archive::open_or_create(path)?;
    let release = Release { release: env!("CARGO_PKG_VERSION").into(), codebook: "made".into() };
    let mut reports = Reports::new(mentions);
    println!(
        "  mentions   reports  mentions/s   MB on disk  bytes/mention  peak MB   precision  recall     F1"
    );
    let (mut added, mut next, mut before, mut started) = (0, 10_000.min(mentions), 0, Instant::now());
    let mut batch = Vec::new();
    while added < mentions {
        for record in reports.one_day() {
            added += record.events.len() as u64;
            batch.push(Entry::new(&record));
            if batch.len() >= BATCH {
                archive.add(&std::mem::take(&mut batch), &release)?;
            }
        }
        if added >= next {
            archive.add(&std::mem::take(&mut batch), &release)?;
            archive.settle()?;
            let rate = (added - before) as f64 / started.elapsed().as_secs_f64();
            row(&archive, path, added, reports.made, rate)?;
            (before, next, started) = (added, (next * 10).min(mentions.max(next + 1)), Instant::now());
        }
    }
    Ok(())
}

fn row(archive: &Archive, path: &Path, added: u64, reports: u64, rate: f64) -> Result<(), Box<dyn Error>> {
    let disk = std::fs::metadata(path)?.len() as f64;
    let [precision, recall, f1] = score(archive)?;
    println!(
        "{added:>10} {reports:>9} {rate:>11.0} {:>12.1} {:>14.0} {:>8} {precision:>11.2} {recall:>7.2} {f1:>6.2}",
        disk / 1e6,
        disk / added as f64,
        peak().map_or("-".into(), |peak| format!("{:.0}", peak / 1e6)),
    );
    Ok(())
}

/// Pairwise precision, recall and F1 in percent. The event's id tells the happening it was made of.
fn score(archive: &Archive) -> Result<[f64; 3], Box<dyn Error>> {
    let pairs = |query: &str| -> rusqlite::Result<f64> {
        let query = format!(
            "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM mentions GROUP BY {query})"
        );
        archive.connection().query_row(&query, [], |row| row.get::<_, i64>(0)).map(|n| n as f64)
    };
    let (right, found, all) = (pairs("happening, event")?, pairs("happening")?, pairs("event")?);
    let (precision, recall) = (100.0 * right / found.max(1.0), 100.0 * right / all.max(1.0));
    Ok([precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9)])
}

/// The most memory that this process has taken, in bytes, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}
