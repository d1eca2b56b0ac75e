//! The words of a report that name a place.

use super::gazetteer::{Entry, Gazetteer, Kind};
use crate::dates::{MONTHS, WEEKDAYS};
use crate::knowledge::{self, Form, Knowledge};
use legation_record::{Document, NameKind, Sentence, Span, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// A toponym with the places that it may stand for.
#[derive(Clone, Debug)]
pub struct Mention {
    pub span: Span,
    pub sentence: usize,
    pub entries: Vec<Entry>,
    /// The state by the tables of knowledge.
    pub state: Option<String>,
    /// The mention that says where it lies: "Paris, [Texas]".
    pub within: Option<usize>,
    /// Whether it says where another one lies.
    pub encloses: bool,
    /// Whether a word beside it says that it is a region: "Kharkiv region", "New York state".
    pub region: bool,
}

/// The toponyms of a report, and the states that it and each of its sentences speak of.
#[derive(Debug, Default)]
pub struct Report {
    pub mentions: Vec<Mention>,
    pub states: BTreeMap<String, usize>,
    pub of_sentence: Vec<Vec<String>>,
}

const AT: [&str; 19] = [
    "in",
    "at",
    "near",
    "from",
    "to",
    "into",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "toward",
    "towards",
    "over",
    "off",
    "via",
    "beyond",
    "between",
    "of",
];
const SIDES: [&str; 30] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "upper",
    "lower",
    "greater",
    "downtown",
    "mainland",
    "rural",
    "inner",
    "outer",
    "the",
];
const REGIONS: [&str; 16] = [
    "state",
    "province",
    "region",
    "oblast",
    "governorate",
    "county",
    "prefecture",
    "district",
    "department",
    "krai",
    "canton",
    "division",
    "parish",
    "territory",
    "area",
    "city",
];

pub fn read(
    document: &Document,
    sentences: &[Sentence],
    knowledge: &Knowledge,
    gazetteer: &Gazetteer,
) -> Report {
    let mut report = Report::default();
    let mut lines: Vec<Line<'_>> =
        sentences.iter().map(|s| Line::new(document, s, knowledge, gazetteer)).collect();
    lines.iter_mut().for_each(Line::mark);
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for line in &lines {
        named.extend(
            line.found.iter().filter(|(f, l)| f == l && line.large(*f, *l)).map(|&(f, _)| line.form(f)),
        );
    }
    for (si, line) in lines.iter_mut().enumerate() {
        line.again(&named);
        let mut told: Vec<String> = line.hits.iter().flatten().filter_map(|h| h.state.clone()).collect();
        for state in &told {
            *report.states.entry(state.clone()).or_default() += 1;
        }
        told.sort_unstable();
        told.dedup();
        report.of_sentence.push(told);
        let from = report.mentions.len();
        for &(first, last) in &line.found {
            report.mentions.push(line.mention(si, first, last));
        }
        enclose(&mut report.mentions[from..], from, &document.text);
    }
    report
}

/// Ties "Paris" to "Texas" in "Paris, Texas": a comma or bracket and nothing else between, and the second is wider.
fn enclose(mentions: &mut [Mention], from: usize, text: &str) {
    for i in 1..mentions.len() {
        let (before, after) = mentions.split_at_mut(i);
        let (Some(inner), Some(outer)) = (before.last_mut(), after.first_mut()) else { continue };
        let between = text.get(inner.span.end..outer.span.start).unwrap_or("none");
        if !matches!(between.trim(), "," | "(" | ", in" | ", in the" | "in") {
            continue;
        }
        let wider = inner.entries.iter().any(|a| outer.entries.iter().any(|b| a.lies_in(b)));
        if wider {
            inner.within = Some(from + i);
            outer.encloses = between.trim() != "in";
        }
    }
}

/// What the tables of knowledge say of the name that begins at a token.
struct Known {
    last: usize,
    form: Form,
    kind: Option<knowledge::Kind>,
    state: Option<String>,
}

struct Line<'a> {
    s: &'a Sentence,
    text: &'a str,
    gazetteer: &'a Gazetteer,
    hits: Vec<Option<Known>>,
    taken: Vec<bool>,
    found: Vec<(usize, usize)>,
}

impl<'a> Line<'a> {
    fn new(
        document: &'a Document,
        s: &'a Sentence,
        knowledge: &Knowledge,
        gazetteer: &'a Gazetteer,
    ) -> Line<'a> {
        let forms: Vec<&str> = s.tokens.iter().map(|t| t.form.as_str()).collect();
        let mut hits: Vec<Option<Known>> = forms.iter().map(|_| None).collect();
        let mut at = 0;
        while at < forms.len() {
            let Some(hit) = knowledge.name_at(&forms, at, document.published.as_deref()) else {
                at += 1;
                continue;
            };
            let last = (at + hit.len.max(1) - 1).min(forms.len() - 1);
            let (kind, state) = (hit.entity.kind, hit.entity.state.clone());
            hits[at] = Some(Known { last, form: hit.form, kind, state });
            at = last + 1;
        }
        let n = forms.len();
        Line { s, text: &document.text, gazetteer, hits, taken: vec![false; n], found: Vec::new() }
    }

    fn form(&self, i: usize) -> &'a str {
        self.s.tokens.get(i).map_or("", |t| t.form.as_str())
    }

    fn words(&self, first: usize, last: usize) -> &'a str {
        let span = self.s.span_of(first, last);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn is_capital(&self, i: usize) -> bool {
        self.form(i).starts_with(char::is_uppercase)
    }

    /// Finds the toponyms of the sentence, in order.
    fn mark(&mut self) {
        for n in &self.s.names {
            let last = n.last.min(self.s.tokens.len().saturating_sub(1));
            match n.kind {
                NameKind::Location => self.location(n.first, last),
                NameKind::Person | NameKind::Organization | NameKind::Misc => {
                    self.other(n.first, last, n.kind)
                }
            }
        }
        for i in 0..self.s.tokens.len() {
            if !self.taken[i] {
                self.bare(i);
            }
        }
        self.abbreviations();
    }

    fn take(&mut self, first: usize, last: usize) {
        self.taken[first..=last].fill(true);
        self.found.push((first, last));
    }

    /// A name that the tagger holds for a place: as it is, or the parts of it that a comma parts.
    fn location(&mut self, first: usize, last: usize) {
        let mut start = first;
        for i in first..=last {
            let cut = matches!(self.form(i), "," | "(" | ")" | "/" | "-" | "and" | "&" | "–" | "—");
            let whole = self.form(i) == "and" && self.knows(first, last);
            if cut && !whole && self.s.tokens[i].upos != Upos::Propn {
                if self.form(i) == "-" && self.knows(first, last) {
                    continue;
                }
                if start < i {
                    self.part(start, i - 1);
                }
                start = i + 1;
            }
        }
        if start <= last {
            self.part(start, last);
        }
    }

    fn part(&mut self, mut first: usize, mut last: usize) {
        while first < last && (self.form(first).eq_ignore_ascii_case("the") || !self.is_name(first)) {
            self.taken[first] = true;
            first += 1;
        }
        while last > first && !self.is_name(last) {
            self.taken[last] = true;
            last -= 1;
        }
        let known = self.hits[first].as_ref().filter(|k| k.last == last);
        let other = known.is_some_and(|k| k.form == Form::Adjective || k.is_body() && k.form != Form::Seat);
        self.taken[first..=last].fill(true);
        if !other && self.is_capital(first) | self.is_capital(last) {
            self.found.push((first, last));
        }
    }

    fn is_name(&self, i: usize) -> bool {
        self.form(i).chars().any(char::is_alphanumeric) && !matches!(self.form(i), "'s" | "’s" | "’" | "'")
    }

    /// A name that the tagger holds for something else is a place if it is a state's, or stands where a place does.
    fn other(&mut self, first: usize, last: usize, kind: NameKind) {
        self.taken[first..=last].fill(true);
        if kind == NameKind::Person && last > first {
            return;
        }
        let state = self.hits[first].as_ref().is_some_and(|k| k.last == last && k.is_state());
        let adjective = self.hits[first].as_ref().is_some_and(|k| k.form == Form::Adjective);
        let placed = self.is_placed(first) && kind != NameKind::Misc || self.before_region(last);
        let organ = self.hits[first].as_ref().is_some_and(|k| k.last == last && k.is_body());
        // "Kentucky Department of Fish": a region or state of no other sense at the head of an organ's name.
        if kind == NameKind::Organization && last > first {
            if let Some(end) = (first..last.min(first + 2)).rev().find(|&end| self.is_region(first, end)) {
                self.found.push((first, end));
            }
            return;
        }
        if state || placed && !adjective && !organ && self.form(last).len() > 3 && self.large(first, last) {
            self.found.push((first, last));
        }
    }

    /// A proper noun outside all names: a state's, or a place's after "in" and the like, in a dateline, before a region.
    fn bare(&mut self, first: usize) {
        if !self.is_capital(first) {
            return;
        }
        if let Some(k) = &self.hits[first]
            && k.is_state()
            && !self.taken[first..=k.last].contains(&true)
        {
            let last = k.last;
            self.take(first, last);
            return;
        }
        if self.s.tokens[first].upos != Upos::Propn
            || is_calendar(self.form(first))
            || first > 0 && !self.taken[first - 1] && self.s.tokens[first - 1].upos == Upos::Propn
        {
            return;
        }
        let mut last = first;
        while last + 1 < self.s.tokens.len()
            && !self.taken[last + 1]
            && self.s.tokens[last + 1].upos == Upos::Propn
            && self.is_capital(last + 1)
        {
            last += 1;
        }
        let adjective = self.hits[first].as_ref().is_some_and(|k| k.form == Form::Adjective);
        let body = self.hits[first].as_ref().is_some_and(Known::is_body);
        let dateline = first == 0
            && last - first < 4
            && self.words(first, last).chars().all(|c| !c.is_lowercase())
            && matches!(self.form(last + 1), "(" | "," | "—" | "–" | "-" | "--" | "/");
        let placed =
            self.is_placed(first) && self.form(first - 1) != "of" || dateline || self.before_region(last);
        let region = self.is_region(first, last);
        if region || placed && !adjective && !body && self.form(last).len() > 3 && self.large(first, last) {
            self.take(first, last);
        }
    }

    /// What the report names as a place elsewhere is one here too, unless it is part of another name.
    fn again(&mut self, named: &BTreeSet<&str>) {
        let spare = |n: &legation_record::Name| n.first == n.last && n.kind != NameKind::Person;
        let free: Vec<usize> = self.s.names.iter().filter(|n| spare(n)).map(|n| n.first).collect();
        for i in 0..self.s.tokens.len() {
            let known =
                self.s.tokens[i].upos == Upos::Propn && self.is_capital(i) && named.contains(self.form(i));
            let alone = || free.binary_search(&i).is_ok() && !self.found.contains(&(i, i));
            if known && (!self.taken[i] || alone()) {
                self.take(i, i);
            }
        }
        self.tidy();
    }

    /// Sorts what was found, and leaves out what lies in a longer name.
    fn tidy(&mut self) {
        self.found.sort_unstable_by_key(|&(first, last)| (first, std::cmp::Reverse(last)));
        let mut end = None;
        self.found.retain(|&(_, last)| {
            let beyond = end.is_none_or(|e| last > e);
            if beyond {
                end = Some(last);
            }
            beyond
        });
    }

    /// "Tex." in "Paris, Tex.": short names count only after a comma behind a town.
    fn abbreviations(&mut self) {
        for n in 0..self.found.len() {
            let (_, last) = self.found[n];
            let at = last + 2;
            let comma = self.form(last + 1) == ",";
            if comma
                && at < self.taken.len()
                && !self.found.iter().any(|&(f, l)| f <= at && at <= l)
                && self.is_capital(at)
            {
                let region = |e: &Entry| e.kind == Kind::Region && matches!(e.state, "USA" | "CAN" | "AUS");
                if self.gazetteer.find(self.form(at)).iter().any(region) {
                    self.take(at, at);
                }
            }
        }
    }

    fn is_placed(&self, first: usize) -> bool {
        let mut before = first;
        while before > 0
            && before + 3 > first
            && SIDES.contains(&self.form(before - 1).to_lowercase().as_str())
        {
            before -= 1;
        }
        before > 0 && AT.contains(&self.form(before - 1).to_lowercase().as_str())
    }

    fn before_region(&self, last: usize) -> bool {
        let after = self.form(last + 2);
        self.form(last + 1) == ","
            && after.len() > 3
            && self.gazetteer.find(after).iter().any(|e| e.kind == Kind::Region)
    }

    fn knows(&self, first: usize, last: usize) -> bool {
        !self.gazetteer.find(self.words(first, last)).is_empty()
    }

    /// A place large enough to be meant without the tagger's word.
    fn large(&self, first: usize, last: usize) -> bool {
        let entries = self.gazetteer.find(self.words(first, last));
        entries.iter().any(|e| !e.other_name && (e.people > 4.6 || e.kind != Kind::Town))
    }

    /// A region or state that shares its name with no larger town ("Texas", but not "New York").
    fn is_region(&self, first: usize, last: usize) -> bool {
        let entries = self.gazetteer.find(self.words(first, last));
        let wide = |e: &Entry| matches!(e.kind, Kind::Region | Kind::State) && !e.other_name;
        entries.iter().any(wide) && !entries.iter().any(|e| !wide(e) && !e.other_name && e.people > 5.4)
    }

    fn mention(&self, sentence: usize, first: usize, last: usize) -> Mention {
        let next = self.form(last + 1).to_lowercase();
        let (mut first, mut last) = (first, last);
        let (mut from, mut to) = (first, last);
        let mut region = REGIONS.contains(&next.as_str()) && next != "city" && next != "area";
        let mut entries = self.gazetteer.find(self.words(from, to));
        // "Eastern Ukraine", "Helmand Province": the place is in the gazetteer without the word.
        if entries.is_empty() && to > from && SIDES.contains(&self.form(from).to_lowercase().as_str()) {
            from += 1;
            entries = self.gazetteer.find(self.words(from, to));
        }
        if entries.is_empty() && to > from && REGIONS.contains(&self.form(to).to_lowercase().as_str()) {
            region = true;
            to -= 1;
            entries = self.gazetteer.find(self.words(from, to));
        }
        if entries.is_empty() && to > from + 1 && self.form(from + 1) == "of" {
            region |= REGIONS.contains(&self.form(from).to_lowercase().as_str()) && self.form(from) != "City";
            entries = self.gazetteer.find(self.words(from + 2, to));
        }
        // "Boston General Hospital", "CTV Edmonton": the town in the name of something that the gazetteer does not have.
        if entries.is_empty() && last > first {
            let parts = (first..last)
                .rev()
                .map(|end| (first, end))
                .chain((first + 1..=last).map(|start| (start, last)));
            if let Some((start, end)) = parts.take(12).find(|&(start, end)| self.large(start, end)) {
                (first, last, from, to) = (start, end, start, end);
                entries = self.gazetteer.find(self.words(start, end));
            }
        }
        let known = self.hits[first].as_ref().or(self.hits[from].as_ref()).filter(|k| k.last >= to.min(last));
        let state = known.and_then(|k| k.state.clone());
        let span = self.s.span_of(first, last);
        Mention { span, sentence, entries, state, within: None, encloses: false, region }
    }
}

/// Months and days, which are proper nouns too and stand after "in" and "from".
fn is_calendar(word: &str) -> bool {
    let word = word.to_lowercase();
    MONTHS.contains(&word.as_str()) || WEEKDAYS.contains(&word.as_str())
}

impl Known {
    fn is_state(&self) -> bool {
        let acts = matches!(self.form, Form::Name | Form::Capital);
        acts && matches!(self.kind, Some(knowledge::Kind::State | knowledge::Kind::Region))
    }

    /// An organisation, a company, a person: no place.
    fn is_body(&self) -> bool {
        use knowledge::Kind;
        !matches!(self.kind, Some(Kind::State | Kind::Region | Kind::Town)) || self.form == Form::Seat
    }
}
