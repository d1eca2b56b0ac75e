//! The tables of currencies, units of measure and counted nouns: `knowledge/{currencies,units,counted}.tsv`.

use crate::Error;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const CURRENCIES: &str = include_str!("../../../../knowledge/currencies.tsv");
const UNITS: &str = include_str!("../../../../knowledge/units.tsv");
const COUNTED: &str = include_str!("../../../../knowledge/counted.tsv");

/// How an amount of a unit is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Share,
    Measure,
    /// `pound`: also a currency.
    Weight,
    Time,
    /// Speeds, temperatures, ratios, small coins: no figure of the record.
    Aside,
}

#[derive(Debug)]
pub(crate) struct Unit {
    pub name: String,
    pub sort: Sort,
    /// Its forms, each a list of lower-case words.
    words: Vec<Vec<String>>,
}

#[derive(Debug)]
pub(crate) struct Currency {
    pub code: String,
    states: HashSet<String>,
    domain: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Person,
    Idle,
    Label,
    Touch,
    Move,
    Length,
    Crowd,
}

/// Everything that tells what a number is of.
#[derive(Debug, Default)]
pub(crate) struct Units {
    currencies: Vec<Currency>,
    /// Word or sign to the currencies that use it, the usual first.
    by_word: HashMap<String, Vec<usize>>,
    by_sign: HashMap<String, Vec<usize>>,
    /// Currency words that mean other things, too.
    doubtful: HashSet<String>,
    state_words: HashSet<String>,
    units: Vec<Unit>,
    /// First word of a unit's form to (unit, form).
    by_first: HashMap<String, Vec<(usize, usize)>>,
    unit_signs: HashMap<String, usize>,
    classes: HashMap<Class, HashSet<String>>,
}

static BUILTIN: LazyLock<Units> = LazyLock::new(|| Units::builtin().unwrap_or_default());

/// The tables that the program carries. (That they are sound is tested; a broken one would leave no unit known.)
pub(crate) fn units() -> &'static Units {
    &BUILTIN
}

fn variants(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|v| !v.is_empty() && *v != "-")
}

/// Rows of a table with their columns; `#` begins a comment, and missing columns are empty.
fn rows<'a, const N: usize>(
    file: &'a str,
    text: &'a str,
) -> impl Iterator<Item = Result<(usize, [&'a str; N]), Error>> {
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    lines.map(move |(n, line)| {
        let mut columns = [""; N];
        for (i, cell) in line.split('\t').enumerate() {
            let complaint =
                || mistake(file, n + 1, format!("more than {N} columns"), "one tab between two columns");
            *columns.get_mut(i).ok_or_else(complaint)? = cell.trim();
        }
        if columns[0].is_empty() || columns[1].is_empty() {
            return Err(mistake(
                file,
                n + 1,
                "the first two columns must be filled".into(),
                "one tab between two columns",
            ));
        }
        Ok((n + 1, columns))
    })
}

fn mistake(file: &str, line: usize, reason: String, mend: &str) -> Error {
    Error { file: file.into(), line, reason, mend: mend.into() }
}

impl Units {
    pub fn builtin() -> Result<Units, Error> {
        Units::read(CURRENCIES, UNITS, COUNTED)
    }

    /// Reads the three tables.
    pub fn read(currencies: &str, measures: &str, counted: &str) -> Result<Units, Error> {
        let mut units = Units::default();
        let file = "knowledge/currencies.tsv";
        for row in rows::<5>(file, currencies) {
            let (line, [code, names, signs, states, domain]) = row?;
            if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(mistake(
                    file,
                    line,
                    format!("`{code}` is no currency code"),
                    "three capital letters of ISO 4217",
                ));
            }
            let index = units.currencies.len();
            for name in variants(names) {
                let word = name.trim_start_matches('?');
                units.by_word.entry(word.into()).or_default().push(index);
                if word != name {
                    units.doubtful.insert(word.into());
                }
            }
            variants(signs).for_each(|s| units.by_sign.entry(s.into()).or_default().push(index));
            let states: HashSet<String> = variants(states).map(Into::into).collect();
            units.state_words.extend(states.iter().cloned());
            let domain = variants(domain).next().unwrap_or("").into();
            units.currencies.push(Currency { code: code.into(), states, domain });
        }
        let file = "knowledge/units.tsv";
        for row in rows::<4>(file, measures) {
            let (line, [name, forms, signs, kind]) = row?;
            let sort = match kind {
                "share" => Sort::Share,
                "measure" => Sort::Measure,
                "weight" => Sort::Weight,
                "time" => Sort::Time,
                "speed" | "weather" | "ratio" | "coin" => Sort::Aside,
                _ => {
                    let mend = "share, measure, weight, time, speed, weather, ratio or coin";
                    return Err(mistake(file, line, format!("`{kind}` is no kind of unit"), mend));
                }
            };
            let index = units.units.len();
            let words: Vec<Vec<String>> =
                variants(forms).map(|f| f.split_whitespace().map(Into::into).collect()).collect();
            for (n, form) in words.iter().enumerate() {
                units.by_first.entry(form[0].clone()).or_default().push((index, n));
            }
            units.unit_signs.extend(variants(signs).map(|s| (s.to_string(), index)));
            units.units.push(Unit { name: name.into(), sort, words });
        }
        let file = "knowledge/counted.tsv";
        for row in rows::<2>(file, counted) {
            let (line, [class, nouns]) = row?;
            let class = match class {
                "person" => Class::Person,
                "idle" => Class::Idle,
                "label" => Class::Label,
                "touch" => Class::Touch,
                "move" => Class::Move,
                "length" => Class::Length,
                "crowd" => Class::Crowd,
                _ => {
                    let mend = "person, idle, label, touch, move, length or crowd";
                    return Err(mistake(file, line, format!("`{class}` is no class of counted nouns"), mend));
                }
            };
            units.classes.entry(class).or_default().extend(variants(nouns).map(Into::into));
        }
        Ok(units)
    }

    pub fn is(&self, class: Class, word: &str) -> bool {
        self.classes.get(&class).is_some_and(|c| c.contains(word))
    }

    /// A word for a length of time: `year`.
    pub fn is_time(&self, lemma: &str) -> bool {
        let unit = self.by_first.get(lemma).and_then(|forms| forms.first()).map(|(u, _)| &self.units[*u]);
        unit.is_some_and(|u| u.sort == Sort::Time)
    }

    /// A weekday or month: it follows a counted noun and is no part of it.
    pub fn is_date_word(&self, word: &str) -> bool {
        crate::dates::is_calendar_word(word)
    }

    /// The unit of measure whose words begin a list of lower-case words, and how many words it takes; the longest.
    pub fn measure<'a>(&self, words: impl Fn(usize) -> &'a str) -> Option<(&Unit, usize)> {
        let forms = self.by_first.get(words(0))?;
        let fits = forms
            .iter()
            .filter(|(u, f)| self.units[*u].words[*f].iter().enumerate().all(|(i, w)| words(i) == w));
        let (unit, form) = fits.max_by_key(|(u, f)| self.units[*u].words[*f].len())?;
        Some((&self.units[*unit], self.units[*unit].words[*form].len()))
    }

    pub fn measure_sign(&self, sign: &str) -> Option<&Unit> {
        self.unit_signs.get(sign).map(|u| &self.units[*u])
    }

    /// Currencies that a lower-case word may mean, the usual first.
    pub fn currency_word(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn currency_sign(&self, sign: &str) -> &[usize] {
        self.by_sign.get(sign).map_or(&[], Vec::as_slice)
    }

    pub fn currency(&self, index: usize) -> &str {
        self.currencies.get(index).map_or("", |c| &c.code)
    }

    pub fn is_doubtful(&self, word: &str) -> bool {
        self.doubtful.contains(word)
    }

    pub fn is_state_word(&self, word: &str) -> bool {
        self.state_words.contains(word)
    }

    /// Whether a lower-case word tells that this currency is meant.
    pub fn tells(&self, currency: usize, word: &str) -> bool {
        self.currencies.get(currency).is_some_and(|c| c.states.contains(word))
    }

    /// The dollar of a web address's state.
    pub fn by_domain(&self, candidates: &[usize], domain: &str) -> Option<usize> {
        candidates
            .iter()
            .copied()
            .find(|c| self.currencies.get(*c).is_some_and(|c| !c.domain.is_empty() && c.domain == domain))
    }
}

/// The singular of an English noun in lower case. (A parser's lemma will do for verbs; a unit must be a word.)
pub(crate) fn singular(word: &str) -> String {
    #[rustfmt::skip]
    const ODD: [(&str, &str); 32] = [
        ("people", "person"), ("men", "man"), ("women", "woman"), ("children", "child"), ("lives", "life"), ("wives", "wife"),
        ("knives", "knife"), ("thieves", "thief"), ("wolves", "wolf"), ("halves", "half"), ("leaves", "leaf"), ("loaves", "loaf"),
        ("crises", "crisis"), ("analyses", "analysis"), ("theses", "thesis"), ("bases", "base"), ("buses", "bus"),
        ("viruses", "virus"), ("gases", "gas"), ("campuses", "campus"), ("bonuses", "bonus"), ("movies", "movie"),
        ("calories", "calorie"), ("shoes", "shoe"), ("foes", "foe"), ("toes", "toe"), ("canoes", "canoe"), ("feet", "foot"),
        ("teeth", "tooth"), ("criteria", "criterion"), ("phenomena", "phenomenon"), ("premises", "premises"),
    ];
    if let Some((_, one)) = ODD.iter().find(|(many, _)| *many == word) {
        return (*one).into();
    }
    if let Some(stem) = word
        .strip_suffix("men")
        .filter(|s| s.len() > 2 && !s.ends_with("ci") && !s.ends_with("regi") && !s.ends_with('o'))
    {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("women") {
        return format!("{stem}woman");
    }
    if let Some(stem) = word.strip_suffix("people").filter(|s| s.len() > 2) {
        return format!("{stem}person");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|hiss| word.ends_with(hiss)) {
        return word[..word.len() - 2].into();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        let units = Units::builtin().unwrap();
        assert_eq!(units.currency(units.currency_word("rupees")[0]), "INR");
        assert!(units.is(Class::Person, "protester") && !units.is(Class::Person, "tank"));
        let words = ["square", "kilometres", "of"];
        let (unit, len) = units.measure(|i| words.get(i).copied().unwrap_or("")).unwrap();
        assert_eq!((unit.name.as_str(), len), ("square kilometre", 2));
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let error = Units::read("# x\nUS\tdollar\n", "", "").unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("knowledge/currencies.tsv", 2));
        assert_eq!(Units::read("", "ton\tton\t-\theavy\n", "").unwrap_err().line, 1);
        assert_eq!(Units::read("", "", "person\ta\tb\n").unwrap_err().line, 1);
    }

    #[test]
    fn singulars() {
        for (many, one) in [
            ("tons", "ton"),
            ("countries", "country"),
            ("people", "person"),
            ("businesses", "business"),
            ("gunmen", "gunman"),
            ("clashes", "clash"),
            ("boxes", "box"),
            ("news", "new"),
            ("status", "status"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
