//! What an archive holds does not depend on the order in which reports came, on batches, or on what came and went.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

mod common;

use common::{Told, attack, dump, meeting, release, report};
use legation_archive::Archive;
use proptest::prelude::*;

const DAYS: [Option<&str>; 6] =
    [Some("2023-04-18"), Some("2023-04-19"), Some("2023-04-20"), Some("2023-04"), Some("2023"), None];
const RESTS: [&str; 4] = [
    "in Baku on Wednesday for talks on trade, gas and a direct flight",
    "in Baku for talks on trade, gas and a direct flight between the two capitals",
    "in the capital to speak about weapons and a common border with Iran",
    "at the palace in Baku, the first such visit in years, and later saw traders",
];
const OPENINGS: [&str; 3] = [
    "Ministers spoke for hours about the pipeline that carries gas from the fields to the coast and about who pays for it when it breaks again next winter",
    "Ministers spoke for hours about the pipeline that carries gas from the fields to the coast and about who pays for it",
    "Visitors from abroad",
];

/// Reports that tell of a few happenings in a few ways, so that many of them meet.
fn reports() -> impl Strategy<Value = Vec<Told>> {
    let event =
        (0..2, 0..DAYS.len(), 0..RESTS.len(), 1..4_u32).prop_map(|(kind, day, rest, dead)| match kind {
            0 => meeting(RESTS[rest], DAYS[day]),
            _ => attack(10 + dead, RESTS[rest], DAYS[day]),
        });
    let one = (18..23, 0..OPENINGS.len(), prop::collection::vec(event, 1..4));
    prop::collection::vec(one, 2..9).prop_map(|all| {
        let told = |(number, (day, opening, events)): (usize, (i32, usize, _))| {
            report(&format!("r{number}"), &format!("2023-04-{day}"), OPENINGS[opening], events)
        };
        all.into_iter().enumerate().map(told).collect()
    })
}

fn added(batches: &[Vec<&Told>]) -> Archive {
    let mut archive = Archive::in_memory().unwrap();
    for batch in batches {
        let entries: Vec<_> = batch.iter().map(|told| told.entry()).collect();
        archive.add(&entries, &release()).unwrap();
    }
    archive
}

/// The lines that only one of two archives has.
fn differences(one: &Archive, other: &Archive) -> Vec<String> {
    let (one, other) = (dump(one), dump(other));
    let only = |sign: &str, a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|line| !b.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [only("-", &one, &other), only("+", &other, &one)].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_batches_change_nothing(reports in reports(), seed in any::<u64>()) {
        let one_by_one = added(&reports.iter().map(|told| vec![told]).collect::<Vec<_>>());
        let mut shuffled: Vec<&Told> = reports.iter().collect();
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut in_batches = added(&shuffled.chunks(3).map(<[&Told]>::to_vec).collect::<Vec<_>>());
        prop_assert_eq!(differences(&one_by_one, &in_batches), Vec::<String>::new());

        // What comes and goes leaves nothing behind.
        let gone = shuffled[0].id.clone();
        in_batches.remove(&[gone], "0.1.0").unwrap();
        let without = added(&shuffled[1..].iter().map(|told| vec![*told]).collect::<Vec<_>>());
        prop_assert_eq!(differences(&in_batches, &without), Vec::<String>::new());
        in_batches.add(&[shuffled[0].entry()], &release()).unwrap();
        prop_assert_eq!(differences(&in_batches, &one_by_one), Vec::<String>::new());
        in_batches.regroup("0.1.0").unwrap();
        prop_assert_eq!(differences(&in_batches, &one_by_one), Vec::<String>::new());
        prop_assert_eq!(in_batches.check().unwrap(), Vec::<String>::new());
    }
}
