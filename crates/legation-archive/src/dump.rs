//! The whole content in one order, for comparing archives: no keys, no times, no history.

use crate::archive::Archive;
use crate::error::Result;
use rusqlite::types::ValueRef;

/// Each table's content by ids. What stands in them is a function of the reports and the judgements.
const TABLES: &[(&str, &str)] = &[
    (
        "report",
        "SELECT id, name, source, title, published, language, hash, claims, release, codebook, story FROM reports",
    ),
    (
        "copy",
        "SELECT min(x.id, y.id), max(x.id, y.id), round(shared, 6) FROM copies
         JOIN reports x ON x.report = a JOIN reports y ON y.report = b",
    ),
    (
        "mention",
        "SELECT m.id, event, r.id, h.id, m.type, m.mode, contexts, m.status, m.quad, m.score, m.cameo, m.goldstein,
         m.confidence, m.date, m.date_precision, date_start, first_day, last_day, m.day, m.place, m.place_state,
         m.geonames, m.lat, m.lon, trigger, trigger_start, why, wrong
         FROM mentions m JOIN reports r USING (report) LEFT JOIN happenings h USING (happening)",
    ),
    (
        "participant",
        "SELECT m.id, side, number, p.text, name, role, state, sector, start, \"end\"
         FROM participants p JOIN mentions m USING (mention)",
    ),
    (
        "evidence",
        "SELECT m.id, number, s.start, s.\"end\", s.text FROM evidence JOIN mentions m USING (mention)
         JOIN sentences s USING (sentence)",
    ),
    (
        "happening",
        "SELECT id, type, mode, status, quad, score, cameo, goldstein, date, date_precision, date_sources, earliest,
         day, place, place_state, lat, lon, mentions, reports, sources, confidence, disagreements FROM happenings",
    ),
    (
        "link",
        "SELECT min(x.id, y.id), max(x.id, y.id), round(l.score, 6), reasons FROM links l
         JOIN mentions x ON x.mention = a JOIN mentions y ON y.mention = b",
    ),
    (
        "disagreement",
        "SELECT h.id, about, value, d.reports, d.sources, mention FROM disagreements d JOIN happenings h USING (happening)",
    ),
    (
        "dyad",
        "SELECT state_a, state_b, d.day, h.id, acts, d.type, d.quad, d.status, d.score, d.sources
         FROM dyads d JOIN happenings h USING (happening)",
    ),
    (
        "quote",
        "SELECT q.id, r.id, kind, content, start, speaker, q.name, role, state, sector, cue, date, day
         FROM quotes q JOIN reports r USING (report)",
    ),
    (
        "role",
        "SELECT o.id, r.id, person, o.title, \"of\", since, until, s.text, day FROM roles o
         JOIN reports r USING (report) JOIN sentences s USING (sentence)",
    ),
    (
        "figure",
        "SELECT f.id, r.id, f.text, f.start, value, unit, low, high, about, date, day, s.text FROM figures f
         JOIN reports r USING (report) JOIN sentences s USING (sentence)",
    ),
    ("judgement", "SELECT verdict, a, b, person, note FROM judgements"),
];

impl Archive {
    /// Gives the content to `emit`, a line a row, in an order that depends on the content alone. Two archives of the
    /// same reports and judgements give the same lines, however they came about.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn dump(&self, mut emit: impl FnMut(&str)) -> Result<()> {
        self.dump_tables(&mut emit).map_err(|error| self.error(error))
    }

    /// A hash of [`Archive::dump`].
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn content_hash(&self) -> Result<String> {
        let mut hasher = blake3::Hasher::new();
        self.dump(|line| {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        })?;
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// Checks the file itself: SQLite's own check, and that nothing points at what is not there.
    ///
    /// # Errors
    /// The archive cannot be read. What is wrong with it is no error but the answer; nothing for a whole archive.
    pub fn check(&self) -> Result<Vec<String>> {
        let run = || -> rusqlite::Result<Vec<String>> {
            let mut wrong: Vec<String> = self
                .db
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            wrong.retain(|line| line != "ok");
            let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                wrong.push(format!("{} points at no {}", row.get::<_, String>(0)?, row.get::<_, String>(2)?));
            }
            Ok(wrong)
        };
        run().map_err(|error| self.error(error))
    }

    fn dump_tables(&self, emit: &mut impl FnMut(&str)) -> rusqlite::Result<()> {
        for (name, query) in TABLES {
            let columns = self.db.prepare(query)?.column_count();
            let order: Vec<String> = (1..=columns).map(|column| column.to_string()).collect();
            let mut query = self.db.prepare(&format!("{query} ORDER BY {}", order.join(", ")))?;
            let mut rows = query.query([])?;
            let mut line = String::new();
            while let Some(row) = rows.next()? {
                line.clear();
                line.push_str(name);
                for column in 0..columns {
                    line.push('\t');
                    match row.get_ref(column)? {
                        ValueRef::Null => line.push('-'),
                        ValueRef::Integer(number) => line.push_str(&number.to_string()),
                        ValueRef::Real(number) => line.push_str(&number.to_string()),
                        ValueRef::Text(text) | ValueRef::Blob(text) => {
                            line.push_str(&String::from_utf8_lossy(text).escape_debug().to_string());
                        }
                    }
                }
                emit(&line);
            }
        }
        Ok(())
    }
}
