//! Offices by their titles, with the patterns that make new ones: "X minister", "deputy X", "former X", "X of Y".

use super::Office;
use super::names::ByHash;
use super::pieces::{self, Part};
use super::table::rows;
use crate::Error;

/// What a word or phrase does in a title.
#[derive(Clone, Debug, PartialEq)]
enum Use {
    /// A whole title of that sector: "prime minister". `capital`: only so written, as "Major" and "Justice".
    Title { sector: Box<str>, capital: bool },
    /// Goes before a title and leaves its sector: "deputy", "acting".
    Before,
    /// Goes before a title and ends the office: "former", "ex".
    Former,
    /// What a minister is minister of: "foreign", "defence", "energy".
    Portfolio,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// A phrase may have several uses ("justice"); none where a longer phrase only begins so.
    phrases: ByHash<Vec<Use>>,
}

impl Titles {
    /// A line holds a sector, or `before`, `former` or `portfolio`, and its phrases parted by `|`; `^` before one
    /// that counts only with a capital letter.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text) {
            let [class, phrases] = row.columns(&["sector", "titles"])?;
            let class = match class {
                "before" => Use::Before,
                "former" => Use::Former,
                "portfolio" => Use::Portfolio,
                sector => {
                    Use::Title { sector: row.sector(sector)?.unwrap_or_default().into(), capital: false }
                }
            };
            for phrase in super::table::variants(phrases) {
                match (phrase.strip_prefix('^'), &class) {
                    (Some(phrase), Use::Title { sector, .. }) => {
                        self.add(phrase, Use::Title { sector: sector.clone(), capital: true });
                    }
                    _ => self.add(phrase, class.clone()),
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, class: Use) {
        let mut hash = pieces::EMPTY;
        for word in phrase.split_whitespace() {
            pieces::scan(word, |piece| {
                self.phrases.entry(hash).or_default();
                hash = pieces::extend(hash, piece);
            });
        }
        self.phrases.entry(hash).or_default().push(class);
    }

    /// The longest title from token `start` on.
    pub fn find(&self, words: &[&str], start: usize) -> Option<Office> {
        let (len, sector, former) = self.longest_title(words, start, 4)?;
        let sector = if former { "ELI" } else { sector };
        Some(Office {
            title: words[start..start + len].join(" ").replace(" - ", "-"),
            sector: sector.into(),
            len,
        })
    }

    /// Length, sector, and whether the office is over; up to `before` words before the title itself.
    fn longest_title(&self, words: &[&str], at: usize, before: usize) -> Option<(usize, &str, bool)> {
        let plain = [self.plain(words, at), self.of_portfolio(words, at)];
        let plain = plain.into_iter().flatten().map(|(len, sector)| (len, sector, false));
        let prefixed = (before > 0).then(|| self.prefixed(words, at, before - 1)).flatten();
        // Of two equally long ones the first: "chief minister" is a title of its own.
        plain.chain(prefixed).reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    /// "Deputy", "former", "acting", and a title behind.
    fn prefixed(&self, words: &[&str], at: usize, before: usize) -> Option<(usize, &str, bool)> {
        let (mut skip, class) = self.longest(words, at, |u| matches!(u, Use::Before | Use::Former))?;
        skip += usize::from(words.get(at + skip).is_some_and(|w| pieces::scan(w, |_| {}) == Part::Joint));
        let (len, sector, former) = self.longest_title(words, at + skip, before)?;
        Some((skip + len, sector, former || *class == Use::Former))
    }

    /// A title of the table; "minister of X" where X is a portfolio.
    fn plain(&self, words: &[&str], at: usize) -> Option<(usize, &str)> {
        let capital = words.get(at)?.starts_with(char::is_uppercase);
        let (len, class) =
            self.longest(words, at, |u| matches!(u, Use::Title { capital: c, .. } if capital || !c))?;
        let Use::Title { sector, .. } = class else { return None };
        let head = words[at + len - 1].to_lowercase();
        let link = words.get(at + len).is_some_and(|w| matches!(w.to_lowercase().as_str(), "of" | "for"));
        if link && matches!(head.as_str(), "minister" | "secretary" | "commissioner") {
            let the = usize::from(words.get(at + len + 1).is_some_and(|w| w.eq_ignore_ascii_case("the")));
            if let Some(more) = self.portfolios(words, at + len + 1 + the) {
                return Some((len + 1 + the + more, sector));
            }
        }
        Some((len, sector))
    }

    /// "Foreign minister", "trade and industry secretary".
    fn of_portfolio(&self, words: &[&str], at: usize) -> Option<(usize, &str)> {
        let len = self.portfolios(words, at)?;
        let head = words.get(at + len)?.to_lowercase();
        match head.as_str() {
            "minister" | "ministers" | "secretary" | "commissioner" | "chief" | "czar" | "tsar"
            | "spokesman" | "spokeswoman" | "spokesperson" | "envoy" | "adviser" | "advisor" => {
                Some((len + 1, "GOV"))
            }
            _ => None,
        }
    }

    /// Portfolios joined by "and" or commas.
    fn portfolios(&self, words: &[&str], at: usize) -> Option<usize> {
        let (mut len, _) = self.longest(words, at, |u| *u == Use::Portfolio)?;
        while words.get(at + len).is_some_and(|w| matches!(*w, "," | "and" | "And" | "&")) {
            let comma = words[at + len] == "," && words.get(at + len + 1).is_some_and(|w| *w == "and");
            let skip = 1 + usize::from(comma);
            match self.longest(words, at + len + skip, |u| *u == Use::Portfolio) {
                Some((more, _)) => len += skip + more,
                None => break,
            }
        }
        if words.get(at + len).is_some_and(|w| w.eq_ignore_ascii_case("affairs")) {
            len += 1;
        }
        Some(len)
    }

    fn longest(&self, words: &[&str], start: usize, fits: impl Fn(&Use) -> bool) -> Option<(usize, &Use)> {
        let (mut hash, mut best) = (pieces::EMPTY, None);
        for (at, word) in words.iter().enumerate().skip(start) {
            let mut known = true;
            let part = pieces::scan(word, |piece| {
                hash = pieces::extend(hash, piece);
                known &= self.phrases.contains_key(&hash);
            });
            match part {
                Part::Joint if at > start => continue,
                Part::Word if known => {}
                _ => break,
            }
            if let Some(class) = self.phrases.get(&hash).and_then(|uses| uses.iter().find(|u| fits(u))) {
                best = Some((at + 1 - start, class));
            }
        }
        best
    }
}
