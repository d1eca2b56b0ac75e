//! What an export holds in memory does not grow with the archive.
#![allow(clippy::unwrap_used)] // What fails fails its test.

use legation_archive::{Archive, Entry, Release};
use legation_export::{Format, Query, Request, export};
use legation_record::{Actor, Date, Document, Event, Record, Span};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Counts the bytes that are in use, and the most that were.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is left to the system's allocator; counting touches no memory of its own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: the caller keeps to the same rules.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const STATES: [&str; 4] = ["ISR", "AZE", "KEN", "TZA"];

/// An archive of so many happenings, among four states in one year.
fn archive(happenings: usize) -> Archive {
    let mut archive = Archive::in_memory().unwrap();
    let release = Release { release: "0.1.0".into(), codebook: "test".into() };
    let record = |number: usize| {
        let party = |at: usize, words| Actor {
            span: Span::new(0, 3),
            name: Some(words),
            role: Some("Foreign Minister".into()),
            state: Some(STATES[at % 4].into()),
            sector: Some("GOV".into()),
        };
        let date = format!("2023-{:02}-{:02}", 1 + number % 12, 1 + number / 12 % 28);
        // Words that no other happening has keep it apart from all.
        let text = format!("Ab{number} met Ec{number} on x{number}a y{number}b z{number}c u{number}d.");
        let trigger = text.find("met").unwrap();
        let event = Event {
            id: format!("{number:016x}"),
            event_type: "CONSULT".into(),
            mode: Some("visit".into()),
            status: "actual".into(),
            quad: "verbal cooperation".into(),
            score: 1.0,
            cameo: Some("042".into()),
            goldstein: Some(1.9),
            confidence: 0.8,
            actors: vec![party(number, format!("Ab{number}"))],
            recipients: vec![party(number / 4 + 1, format!("Ec{number}"))],
            trigger: Span::new(trigger, trigger + 3),
            evidence: vec![Span::new(0, text.len())],
            date: Some(Date { span: Span::new(0, 1), value: Some(date), precision: Some("day".into()) }),
            why: "codebook test".into(),
            ..Event::default()
        };
        let document = Document {
            id: format!("r{number}"),
            source: Some(format!("https://paper.example/{number}")),
            published: Some("2023-12-31".into()),
            text,
            ..Document::default()
        };
        Record { document, events: vec![event], ..Record::default() }
    };
    let numbers: Vec<usize> = (0..happenings).collect();
    for some in numbers.chunks(100) {
        let entries: Vec<Entry> = some.iter().map(|&number| Entry::new(&record(number))).collect();
        archive.add(&entries, &release).unwrap();
    }
    archive
}

/// The most bytes that an export takes beyond what there was before it. SQLite's own cache is of a fixed size and not
/// counted.
fn taken(archive: &Archive, format: Format) -> (u64, usize) {
    let request = Request { format, query: Query::default(), zeros: false, release: "0.1.0".into() };
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    let done = export(archive, &request, &mut std::io::sink()).unwrap();
    (done.rows, MOST.load(Relaxed) - before)
}

#[test]
fn an_export_of_ten_times_as_much_takes_no_more_memory() {
    let (small, large) = (archive(200), archive(4000));
    for format in Format::ALL.into_iter().filter(|format| cfg!(feature = "parquet") || !format.is_binary()) {
        let (few, little) = taken(&small, format);
        let (many, much) = taken(&large, format);
        if matches!(format, Format::Csv | Format::GdeltMentions) {
            assert_eq!((few, many), (200, 4000));
        }
        println!("{:<16} {few:>5} rows {little:>8} bytes, {many:>5} rows {much:>8} bytes", format.name());
        // Parquet gathers 4,096 rows before it writes them, and these are fewer.
        if !format.is_binary() {
            assert!(much < little + little / 4 + (64 << 10), "{}: {little} and {much} bytes", format.name());
        }
    }
}
