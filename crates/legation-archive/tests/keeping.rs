//! What an archive holds after reports are added, corrected and removed, and after people judged.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

mod common;

use common::{archive, attack, count, dump, meeting, release, report};
use legation_archive::{Added, Archive, Error, Judgement, Verdict};
use std::path::Path;

fn ids(archive: &Archive, report: &str) -> Vec<String> {
    let db = archive.connection();
    let mut query = db
        .prepare("SELECT m.id FROM mentions m JOIN reports r USING (report) WHERE r.name = ? ORDER BY trigger_start")
        .unwrap();
    query.query_map([report], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn together(archive: &Archive, a: &str, b: &str) -> bool {
    let happening = |id: &str| -> Option<i64> {
        let query = "SELECT happening FROM mentions WHERE id = ?";
        archive.connection().query_row(query, [id], |row| row.get(0)).unwrap()
    };
    happening(a).is_some() && happening(a) == happening(b)
}

fn two_papers() -> [common::Told; 2] {
    [
        report(
            "post",
            "2023-04-20",
            "Cohen opens embassy in Baku",
            vec![meeting("in Baku on Wednesday for talks on trade and energy", Some("2023-04-19"))],
        ),
        report(
            "star",
            "2023-04-20",
            "Israel and Azerbaijan draw closer",
            vec![meeting("in the capital Baku to speak about gas and trade", Some("2023-04-19"))],
        ),
    ]
}

#[test]
fn two_reports_of_one_meeting_are_one_happening() {
    let archive = archive(&two_papers());
    assert_eq!((count(&archive, "mentions"), count(&archive, "happenings")), (2, 1));
    let row = archive
        .connection()
        .query_row(
            "SELECT id, date, place, mentions, reports, sources, date_sources FROM happenings",
            [],
            |r| {
                Ok((
                    r.get::<_, String>(0)?,
                    r.get::<_, String>(1)?,
                    r.get::<_, String>(2)?,
                    [r.get::<_, i64>(3)?, r.get(4)?, r.get(5)?, r.get(6)?],
                ))
            },
        )
        .unwrap();
    assert_eq!((row.1.as_str(), row.2.as_str(), row.3), ("2023-04-19", "Baku", [2, 2, 2, 2]));
    // A happening bears the id of its first mention.
    assert!(ids(&archive, "post").contains(&row.0) || ids(&archive, "star").contains(&row.0));
    assert_eq!(count(&archive, "dyads WHERE state_a = 'AZE' AND state_b = 'ISR' AND acts = '<'"), 1);
    let reasons: String =
        archive.connection().query_row("SELECT reasons FROM links", [], |r| r.get(0)).unwrap();
    assert!(reasons.contains("the same day"), "{reasons}");
}

#[test]
fn a_week_later_is_another_happening_and_changes_no_id() {
    let [post, star] = two_papers();
    let before = archive([&post, &star]);
    let later = report(
        "week",
        "2023-04-27",
        "Cohen back in Baku",
        vec![meeting("in Baku again to sign what was agreed", Some("2023-04-26"))],
    );
    let after = archive([&post, &later, &star]);
    assert_eq!(count(&after, "happenings"), 2);
    let happenings = |archive: &Archive| -> Vec<String> {
        dump(archive).into_iter().filter(|l| l.starts_with("happening\t")).collect()
    };
    let kept = happenings(&before);
    assert!(kept.iter().all(|line| happenings(&after).contains(line)), "{kept:?}");
}

#[test]
fn the_number_of_dead_is_told_differently() {
    let reports = [
        report(
            "a",
            "2020-05-18",
            "Blast in Gao",
            vec![attack(12, "at the gate of the camp in Gao on Sunday", Some("2020-05-17"))],
        ),
        report(
            "b",
            "2020-05-18",
            "Army camp hit",
            vec![attack(14, "at the camp gate in the northern town of Gao on Sunday", Some("2020-05-17"))],
        ),
    ];
    let archive = archive(&reports);
    assert_eq!(count(&archive, "happenings"), 1);
    assert_eq!(
        count(&archive, "disagreements WHERE about = 'killed' AND value IN ('12', '14') AND sources = 1"),
        2
    );
    assert_eq!(count(&archive, "happenings WHERE disagreements = 1"), 1);
}

#[test]
fn the_same_report_again_changes_nothing() {
    let [post, star] = two_papers();
    let mut archive = archive([&post, &star]);
    let before = (dump(&archive), count(&archive, "changes"));
    assert_eq!(archive.add(&[post.entry(), star.entry()], &release()).unwrap(), [Added::Unchanged; 2]);
    assert_eq!((dump(&archive), count(&archive, "changes")), before);
}

#[test]
fn a_corrected_report_replaces_its_claims_and_leaves_a_trace() {
    let [post, star] = two_papers();
    let corrected = report(
        "post",
        "2023-04-20",
        "Cohen opens embassy in Baku",
        vec![meeting("in Baku on Tuesday, not on Wednesday as we wrote", Some("2023-04-18"))],
    );
    let mut twice = archive([&post, &star]);
    assert_eq!(twice.add(&[corrected.entry()], &release()).unwrap(), [Added::Corrected]);
    // Nothing of the first version is left, however it came in.
    assert_eq!(dump(&twice), dump(&archive([&star, &corrected])));
    assert_eq!(count(&twice, "changes WHERE kind = 'corrected' AND what = 'report'"), 1);
    assert_eq!(count(&twice, "changes WHERE kind = 'removed' AND before LIKE '%2023-04-19%'"), 1);
    assert_eq!(count(&twice, "sentences_fts WHERE sentences_fts MATCH 'Tuesday'"), 1);
    assert_eq!(count(&twice, "sentences_fts WHERE sentences_fts MATCH 'energy'"), 0);
    assert_eq!(twice.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_removed_report_is_gone() {
    let [post, star] = two_papers();
    let mut archive_of_two = archive([&post, &star]);
    let unknown = archive_of_two.remove(&["star".into(), "none".into()], "0.1.0");
    assert!(matches!(unknown, Err(Error::Unknown(_))));
    assert_eq!(count(&archive_of_two, "reports"), 2);
    archive_of_two.remove(&["star".into()], "0.1.0").unwrap();
    assert_eq!(dump(&archive_of_two), dump(&archive([&post])));
    assert_eq!(count(&archive_of_two, "changes WHERE kind = 'removed' AND what = 'report'"), 1);
}

#[test]
fn judgements_win_and_survive() {
    let [post, star] = two_papers();
    let mut archive = archive([&post, &star]);
    let (a, b) = (ids(&archive, "post")[0].clone(), ids(&archive, "star")[0].clone());
    assert!(together(&archive, &a, &b));
    let judge = |archive: &mut Archive, verdict, b: Option<&str>| {
        archive
            .judge(&Judgement { verdict, a: &a, b, person: Some("A. Analyst"), note: None }, "0.1.0")
            .unwrap();
    };
    judge(&mut archive, Verdict::NotSame, Some(&b));
    assert!(!together(&archive, &a, &b));
    // The report comes again, with another paragraph: the mention is the same, and so is what was judged.
    let mut longer = two_papers();
    longer[0].events.push(attack(3, "at a camp near Gao", Some("2023-04-01")));
    archive.add(&[longer[0].entry()], &release()).unwrap();
    assert!(ids(&archive, "post").contains(&a));
    assert!(!together(&archive, &a, &b));
    archive.withdraw(&a, Some(&b), "0.1.0").unwrap();
    assert!(together(&archive, &a, &b));
    judge(&mut archive, Verdict::Wrong, None);
    assert_eq!(count(&archive, "mentions WHERE wrong = 1 AND happening IS NULL"), 1);
    archive.remove(&["post".into()], "0.1.0").unwrap();
    archive.add(&[post.entry()], &release()).unwrap();
    assert_eq!(count(&archive, "mentions WHERE wrong = 1 AND happening IS NULL"), 1);
    archive.withdraw(&a, None, "0.1.0").unwrap();
    assert!(together(&archive, &a, &b));
}

#[test]
fn a_person_may_bring_together_what_the_machine_would_not() {
    let [post, _] = two_papers();
    let later = report(
        "week",
        "2023-04-27",
        "Cohen back in Baku",
        vec![meeting("in Baku again", Some("2023-04-26"))],
    );
    let mut archive = archive([&post, &later]);
    let (a, b) = (ids(&archive, "post")[0].clone(), ids(&archive, "week")[0].clone());
    assert!(!together(&archive, &a, &b));
    archive
        .judge(
            &Judgement { verdict: Verdict::Same, a: &a[..8], b: Some(&b), person: None, note: None },
            "0.1.0",
        )
        .unwrap();
    assert!(together(&archive, &a, &b));
    assert_eq!(count(&archive, "disagreements WHERE about = 'date'"), 2);
}

const STORY: &str = "The ministers of both countries spoke for three hours about the pipeline that is to carry gas from \
    the Caspian fields to the coast and agreed that engineers would meet again before the end of the month to settle the \
    route through the hills which farmers there have opposed since the first plans were shown to them two years ago in spring";

#[test]
fn copies_of_a_story_are_one_source() {
    let cut: String = STORY.split(' ').take(36).collect::<Vec<_>>().join(" ");
    let local = format!(
        "{STORY} . Our own town would see none of that money, the mayor told this paper on Friday morning at the market."
    );
    let copies = [
        report("wire", "2023-04-20", STORY, vec![meeting("in Baku", Some("2023-04-19"))]),
        report("cut", "2023-04-20", &cut, vec![meeting("in Baku", Some("2023-04-19"))]),
        report("local", "2023-04-21", &local, vec![meeting("in Baku", Some("2023-04-19"))]),
    ];
    let [own, _] = two_papers();
    let archive = archive(copies.iter().chain([&own]));
    assert_eq!(count(&archive, "(SELECT DISTINCT story FROM reports)"), 2);
    assert_eq!(count(&archive, "happenings WHERE reports = 4 AND sources = 2"), 1);
}

#[test]
fn files_that_are_no_archive_are_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("text"), "no database at all, only a line of text that is long enough").unwrap();
    let open =
        |path: &Path| Archive::open_or_create(path).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(open(&path("text")).contains("is no archive"), "{}", open(&path("text")));
    assert_eq!(std::fs::read_to_string(path("text")).unwrap().len(), 59);
    assert!(open(folder.path()).contains("is no archive"));
    assert!(open(&path("none/a.db")).contains("cannot be opened"));
    assert!(matches!(Archive::open(&path("missing")), Err(Error::Missing(_))));

    drop(Archive::open_or_create(&path("newer")).unwrap());
    rusqlite::Connection::open(path("newer")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(open(&path("newer")).contains("version 99"));
    let other = rusqlite::Connection::open(path("other")).unwrap();
    other.execute_batch("CREATE TABLE recipes (name)").unwrap();
    assert!(open(&path("other")).contains("is no archive"));
}

#[test]
fn a_locked_a_full_and_a_read_only_archive_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let [post, star] = two_papers();
    let mut archive = Archive::open_or_create(&path).unwrap();
    archive.add(&[post.entry()], &release()).unwrap();
    let before = archive.content_hash().unwrap();

    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    archive.connection().busy_timeout(std::time::Duration::from_millis(20)).unwrap();
    assert!(matches!(archive.add(&[star.entry()], &release()), Err(Error::Locked(_))));
    other.execute_batch("ROLLBACK").unwrap();

    let pages: i64 = archive.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    archive.connection().pragma_update(None, "max_page_count", pages).unwrap();
    let many: Vec<_> = (0..200)
        .map(|n| {
            report(&format!("r{n}"), "2023-04-20", &format!("{STORY} {n}"), vec![meeting("in Baku", None)])
                .entry()
        })
        .collect();
    assert!(matches!(archive.add(&many, &release()), Err(Error::Full(_))));
    assert_eq!(archive.content_hash().unwrap(), before);
    archive.connection().pragma_update(None, "max_page_count", 1_000_000).unwrap();
    archive.add(&[star.entry()], &release()).unwrap();
    assert_eq!(count(&archive, "happenings"), 1);
    drop(archive);

    let mut reading = Archive::open(&path).unwrap();
    assert!(matches!(reading.add(&[post.entry(), many[0].clone()], &release()), Err(Error::ReadOnly(_))));
    assert_eq!(reading.check().unwrap(), Vec::<String>::new());
}
