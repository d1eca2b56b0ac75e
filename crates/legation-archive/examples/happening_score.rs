//! Measures how well an archive brings mentions together, on pairs that people labelled.
//!
//! ```text
//! legation add training/happenings/reports.jsonl --archive pairs.db
//! cargo run -p legation-archive --example happening_score -- pairs.db training/happenings [--regroup] [--signs FILE] [--wrong]
//! ```
//!
//! A labelled mention is looked for by its trigger: an event of that type whose trigger overlaps it, else any event whose
//! trigger does, else one of that type in the same sentence. Pairs of which the coder has not found both are counted
//! apart. `--regroup` makes the happenings anew first, by the
//! rules as they are now; `--signs` writes what speaks for and against each pair, for fitting the weights; `--wrong` lists the mistakes.

use legation_archive::Archive;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

/// A coded mention: its key, and the happening it belongs to.
#[derive(Clone, Copy)]
struct Found {
    /// Whether its type and its trigger are right.
    sure: bool,
    mention: i64,
    happening: Option<i64>,
}

#[derive(Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    apart: usize,
}

impl Score {
    fn count(&mut self, same: bool, together: bool) {
        match (same, together) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => self.apart += 1,
        }
    }

    fn tell(&self, what: &str) -> String {
        let part = |of: usize, more: usize| 100.0 * of as f64 / (of + more).max(1) as f64;
        let (precision, recall) = (part(self.right, self.wrong), part(self.right, self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        let pairs = self.right + self.wrong + self.missed + self.apart;
        format!("{what:<28} {pairs:>5} pairs  precision {precision:>5.1}  recall {recall:>5.1}  F1 {f1:>5.1}")
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [archive, folder, options @ ..] = &args[..] else {
        return Err("usage: happening_score ARCHIVE FOLDER [--regroup] [--signs FILE] [--wrong]".into());
    };
    let mut archive = Archive::open_to_write(Path::new(archive))?;
    if options.iter().any(|option| option == "--regroup") {
        archive.regroup("score")?;
    }
    let tell_wrong = options.iter().any(|option| option == "--wrong");
    let signs = options.iter().position(|option| option == "--signs").and_then(|at| options.get(at + 1));
    let mut signs = signs.map(fs::File::create).transpose()?;

    let mut found: BTreeMap<[String; 3], Option<Found>> = BTreeMap::new();
    let mut group: BTreeMap<[String; 3], String> = BTreeMap::new();
    for row in table(&Path::new(folder).join("mentions.tsv"))? {
        let [report, event_type, trigger, happening] = row.try_into().map_err(|_| "four columns")?;
        let key = [report, event_type, trigger];
        found.insert(key.clone(), find(&archive, &key)?);
        group.insert(key, happening.split('.').next().unwrap_or("").to_owned());
    }
    let coded = found.values().flatten().count();
    println!("{coded} of {} labelled mentions are coded", found.len());

    let (mut all, mut whole, mut sure) = (Score::default(), Score::default(), Score::default());
    let mut halves = [Score::default(); 2];
    for row in table(&Path::new(folder).join("pairs.tsv"))? {
        let [a, at, ag, b, bt, bg, same] = row.try_into().map_err(|_| "seven columns")?;
        let (a, b, same) = ([a, at, ag], [b, bt, bg], same == "1");
        let (Some(Some(one)), Some(Some(other))) = (found.get(&a).copied(), found.get(&b).copied()) else {
            whole.count(same, false);
            continue;
        };
        let together = one.happening.is_some() && one.happening == other.happening;
        all.count(same, together);
        whole.count(same, together);
        if one.sure && other.sure {
            sure.count(same, together);
            halves[half(&group[&a])].count(same, together);
        }
        let weighed = archive.weigh(one.mention, other.mention)?;
        if let Some(file) = &mut signs {
            let told: Vec<String> =
                weighed.iter().flatten().map(|(name, much)| format!("{name}={much:.4}")).collect();
            let told = if weighed.is_none() { "cannot".to_owned() } else { told.join(";") };
            writeln!(
                file,
                "{}\t{}\t{}\t{told}\t{a:?}\t{b:?}",
                u8::from(same),
                group[&a],
                u8::from(one.sure && other.sure)
            )?;
        }
        if tell_wrong && same != together {
            let sum: f64 = weighed.iter().flatten().map(|(_, much)| much).sum();
            println!(
                "{} {} {sum:+.2} {}",
                if same { "MISSED" } else { "WRONG " },
                a.join(" | "),
                b.join(" | ")
            );
            for one in [one, other] {
                println!("    {}", describe(&archive, one.mention)?);
            }
            let told: Vec<String> =
                weighed.iter().flatten().map(|(name, much)| format!("{name} {much:+.1}")).collect();
            println!("    {}", if weighed.is_none() { "cannot be the same".into() } else { told.join("; ") });
        }
    }
    println!("{}", all.tell("something coded for both"));
    println!("{}", sure.tell("both coded with their type"));
    println!("{}", halves[0].tell("  one half of the groups"));
    println!("{}", halves[1].tell("  the other half"));
    println!("{}", whole.tell("all, not coded is apart"));
    Ok(())
}

/// Which half of the groups one belongs to, to see how much the score depends on the choice of reports.
fn half(group: &str) -> usize {
    usize::from(group.bytes().fold(0_u32, |sum, b| sum * 31 + u32::from(b)) % 2 == 1)
}

fn table(path: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn find(
    archive: &Archive,
    [report, event_type, trigger]: &[String; 3],
) -> Result<Option<Found>, Box<dyn Error>> {
    let db = archive.connection();
    let Ok(report) = archive.report(report) else { return Ok(None) };
    let text: String = db.query_row("SELECT text FROM reports WHERE report = ?", [report], |r| r.get(0))?;
    let start = text
        .match_indices(trigger.as_str())
        .find(|(at, words)| {
            let alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            alone(text[..*at].chars().next_back()) && alone(text[at + words.len()..].chars().next())
        })
        .map(|(at, _)| text[..at].chars().count());
    let Some(start) = start else { return Ok(None) };
    let end = start + trigger.chars().count();
    let mut query = db.prepare(
        "SELECT mention, happening, type, trigger_start < ?3 AND trigger_end > ?2, s.start <= ?2 AND s.\"end\" >= ?3
         FROM mentions m JOIN evidence e USING (mention) JOIN sentences s USING (sentence) WHERE m.report = ?1",
    )?;
    let mut best: Option<(u8, Found)> = None;
    let mut rows = query.query((report, start, end))?;
    while let Some(row) = rows.next()? {
        let (of_type, on, within) = (row.get::<_, String>(2)? == *event_type, row.get(3)?, row.get(4)?);
        let fit = match (of_type, on, within) {
            (true, true, _) => 3,
            (false, true, _) => 2,
            (true, false, true) => 1,
            _ => continue,
        };
        let found = Found { sure: fit == 3, mention: row.get(0)?, happening: row.get(1)? };
        if best.as_ref().is_none_or(|(before, _)| fit > *before) {
            best = Some((fit, found));
        }
    }
    Ok(best.map(|(_, found)| found))
}

fn describe(archive: &Archive, mention: i64) -> Result<String, Box<dyn Error>> {
    Ok(archive.connection().query_row(
        "SELECT type || ' ' || coalesce(mode, '-') || ' ' || status || ' ' || coalesce(date, '-') || ' ' || coalesce(place, '-')
         || ' \"' || trigger || '\" ' || (SELECT group_concat(side || ':' || coalesce(name, '-') || '/' || coalesce(state, '-')
         || '/' || coalesce(sector, '-'), ' ') FROM participants p WHERE p.mention = m.mention) FROM mentions m WHERE mention = ?",
        [mention],
        |row| row.get::<_, Option<String>>(0).map(Option::unwrap_or_default),
    )?)
}
