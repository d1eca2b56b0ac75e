//! Names in a report: what the tables know of them, joined with what the tagger marked.

use super::home::States;
use super::words;
use crate::knowledge::{Entity, Form, Kind, Knowledge};
use legation_record::{Document, Name, NameKind, Place, Sentence, Upos};

/// A name as it stands in a sentence: tokens `first..=last`.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'k> {
    pub first: usize,
    pub last: usize,
    /// What the tables know; `None` for a name that only the tagger saw.
    pub known: Option<(&'k Entity, Form)>,
    pub kind: Option<NameKind>,
}

impl Spot<'_> {
    pub fn is_person(&self) -> bool {
        match self.known {
            Some((e, _)) => e.kind == Some(Kind::Person),
            None => self.kind == Some(NameKind::Person),
        }
    }

    pub fn is_state(&self) -> bool {
        let acts = |form| matches!(form, Form::Name | Form::Capital | Form::Seat);
        self.known.is_some_and(|(e, form)| matches!(e.kind, Some(Kind::State | Kind::Region)) && acts(form))
    }

    pub fn is_adjective(&self) -> bool {
        self.known.is_some_and(|(_, form)| form == Form::Adjective)
    }

    /// A town or province, which tells its state but never acts for it.
    pub fn is_place(&self) -> bool {
        match self.known {
            Some((_, form)) => form == Form::Place,
            None => self.kind == Some(NameKind::Location),
        }
    }

    pub fn state(&self) -> Option<&str> {
        self.known.and_then(|(e, _)| e.state.as_deref())
    }
}

/// The names of one sentence, by token.
#[derive(Default)]
struct Line<'k> {
    spots: Vec<Spot<'k>>,
    /// Outermost name over each token, and the table's own name there (which may lie inside a longer one).
    outer: Vec<Option<u32>>,
    inner: Vec<Option<u32>>,
    /// State of the toponym over each token, by the gazetteer.
    place: Vec<Option<u32>>,
}

pub struct Names<'k> {
    lines: Vec<Line<'k>>,
    places: Vec<Place>,
}

impl<'k> Names<'k> {
    pub fn read(
        doc: &Document,
        sentences: &[Sentence],
        places: &[Place],
        knowledge: &'k Knowledge,
    ) -> Names<'k> {
        let mut places: Vec<Place> = places.iter().filter(|p| p.state.is_some()).cloned().collect();
        places.sort_by_key(|p| (p.span.start, p.span.end));
        let mut next = 0;
        let lines = sentences
            .iter()
            .map(|s| {
                let mut line = line(s, knowledge, doc.published.as_deref());
                while places.get(next).is_some_and(|p| p.span.end <= s.span.start) {
                    next += 1;
                }
                for (i, t) in s.tokens.iter().enumerate() {
                    line.place[i] = places[next..]
                        .iter()
                        .take_while(|p| p.span.start < t.span.end)
                        .position(|p| p.span.overlaps(t.span))
                        .map(|at| (next + at) as u32);
                    // Names come in order, so those that end before this token are done with.
                    while places.get(next).is_some_and(|p| p.span.end <= t.span.start) {
                        next += 1;
                    }
                }
                line
            })
            .collect();
        Names { lines, places }
    }

    /// Forgets what the tables know of a name that many states have ("House of Representatives", "National Salvation
    /// Front") where the report does not speak of the table's state; whose it is then shows from the report.
    pub fn prune(&mut self, sentences: &[Sentence], states: &States) {
        for (line, s) in self.lines.iter_mut().zip(sentences) {
            for i in 0..line.spots.len() {
                let spot = &mut line.spots[i];
                let Some((entity, form)) = spot.known else { continue };
                let alien = entity.state.as_deref().is_some_and(|c| c.len() == 3 && !states.names(c));
                if !alien {
                    continue;
                }
                let (first, last) = (spot.first, spot.last);
                if is_common(s, spot) {
                    spot.known = None;
                    spot.kind = Some(NameKind::Organization);
                    line.inner[first..=last].fill(None);
                } else if form == Form::Capital
                    && let Some(at) = line.place[first]
                    && self.places[at as usize].state.as_deref().is_some_and(|c| states.names(c))
                {
                    // "Santiago", where the report is about another country's town of that name.
                    spot.known = None;
                    spot.kind = Some(NameKind::Location);
                    line.inner[first..=last].fill(None);
                }
            }
        }
    }

    pub fn spots(&self, sentence: usize) -> &[Spot<'k>] {
        self.lines.get(sentence).map_or(&[], |l| &l.spots)
    }

    /// The outermost name over a token.
    pub fn at(&self, sentence: usize, token: usize) -> Option<Spot<'k>> {
        let line = self.lines.get(sentence)?;
        line.outer.get(token).copied().flatten().map(|i| line.spots[i as usize])
    }

    /// The name over a token that the tables know, also inside a longer name ("Delhi" in "Delhi High Court").
    pub fn known_at(&self, sentence: usize, token: usize) -> Option<Spot<'k>> {
        let line = self.lines.get(sentence)?;
        line.inner.get(token).copied().flatten().map(|i| line.spots[i as usize])
    }

    /// The state that a word names, by itself or as a place.
    pub fn inner_state(&self, sentence: usize, token: usize) -> Option<&str> {
        let line = self.lines.get(sentence)?;
        let known = line.inner.get(token).copied().flatten().and_then(|i| line.spots[i as usize].known);
        match known {
            Some((entity, _)) => entity.state.as_deref(),
            None => self.place_state(sentence, token),
        }
    }

    /// The state in which the toponym over a token lies.
    pub fn place_state(&self, sentence: usize, token: usize) -> Option<&str> {
        let at = self.lines.get(sentence)?.place.get(token).copied().flatten()?;
        self.places[at as usize].state.as_deref()
    }
}

fn line<'k>(s: &Sentence, knowledge: &'k Knowledge, date: Option<&str>) -> Line<'k> {
    let n = s.tokens.len();
    let forms: Vec<&str> = s.tokens.iter().map(|t| t.form.as_str()).collect();
    let mut out =
        Line { outer: vec![None; n], inner: vec![None; n], place: vec![None; n], ..Line::default() };
    let tagged = |i: usize| s.names.iter().find(|m| m.first <= i && i <= m.last);
    let mut at = 0;
    while at < n {
        let Some(hit) = knowledge.name_at(&forms, at, date) else {
            at += 1;
            continue;
        };
        let last = (at + hit.len.max(1) - 1).min(n - 1);
        // "Jordan Peterson", "Paris Hilton": part of a person's name is no state.
        let person = tagged(at).or(tagged(last)).is_some_and(|m| {
            m.kind == NameKind::Person && (m.first < at || m.last > last) && m.first <= at && m.last >= last
        });
        // "Dane County", "Jordan Street"
        let county = forms.get(last + 1).is_some_and(|w| words::is_local(w));
        if !county && (!person || hit.entity.kind == Some(Kind::Person)) {
            let index = out.spots.len() as u32;
            out.spots.push(Spot {
                first: at,
                last,
                known: Some((hit.entity, hit.form)),
                kind: tagged(at).map(|m| m.kind),
            });
            out.inner[at..=last].fill(Some(index));
            out.outer[at..=last].fill(Some(index));
        }
        at = last + 1;
    }
    let unmarked = untagged(s, knowledge, &forms);
    for m in s.names.iter().chain(&unmarked) {
        let (first, last) = (m.first.min(n.saturating_sub(1)), m.last.min(n.saturating_sub(1)));
        if n == 0 || first > last {
            continue;
        }
        let held: Vec<u32> = out.inner[first..=last].iter().flatten().copied().collect();
        // The tables' name covers the tagger's, or reaches beyond it: it stands.
        let stands = held.iter().any(|&i| {
            let h = &out.spots[i as usize];
            (h.first <= first && h.last >= last) || h.first < first || h.last > last
        });
        // An adjective before a name ("Israeli Eli Cohen") or in a name of another kind of thing ("Israeli-Palestinian
        // conflict") does not make a longer name.
        let loose = m.kind == NameKind::Misc && !held.is_empty();
        if stands || loose {
            continue;
        }
        if out.outer[first].is_some_and(|i| out.spots[i as usize].known.is_none()) {
            continue;
        }
        let index = out.spots.len() as u32;
        let kind = if held.is_empty() && is_introduced(s, knowledge, &forms, first, last) {
            NameKind::Person
        } else {
            m.kind
        };
        let mut start = first;
        if kind == NameKind::Person {
            while start < last && is_before_name(s, start) {
                start += 1;
            }
        }
        let mut end = last;
        // "Association of" + "German Chambers of Commerce": a name that stops at its "of" goes on in the next one.
        if kind == NameKind::Organization
            && s.tokens[end].upos == Upos::Adp
            && let Some(next) = tagged(end + 1).filter(|n| n.kind != NameKind::Person)
        {
            end = next.last.min(n - 1);
        }
        // A possessive mark, a preposition or a stray comma at the end is no part of the name.
        while end > start && matches!(s.tokens[end].upos, Upos::Punct | Upos::Part | Upos::Adp | Upos::Cconj)
        {
            end -= 1;
        }
        // "the President" is nobody's name.
        if kind == NameKind::Person
            && start == end
            && start > 0
            && s.tokens[start - 1].rel() == "det"
            && knowledge.office_at(&forms, start).is_some()
        {
            continue;
        }
        if kind == NameKind::Person {
            // "General Bajwa Thursday": the day is no part of the name.
            while end > start && words::is_calendar(forms[end]) {
                end -= 1;
            }
            if !forms[start..=end].iter().any(|w| w.chars().next().is_some_and(char::is_uppercase)) {
                continue;
            }
            end = hyphenated(s, end);
            // "[Umberto] Profazio": a tagger that stops after the first name.
            let goes_on = |i: usize| {
                let word = forms.get(i).copied().unwrap_or("");
                tagged(i).is_none()
                    && out.inner.get(i).is_some_and(Option::is_none)
                    && s.tokens[i].upos == Upos::Propn
                    && word.starts_with(char::is_uppercase)
                    && !words::is_calendar(word)
                    && knowledge.agent_sector(&word.to_lowercase()).is_none()
                    && knowledge.office_at(&forms, i).is_none()
            };
            if start == end && goes_on(end + 1) {
                end += 1;
            }
        }
        out.spots.push(Spot { first: start, last: end, known: None, kind: Some(kind) });
        out.outer[start..=end].fill(Some(index));
        if kind == NameKind::Person {
            out.inner[start..=end].fill(None);
        }
    }
    out.spots_sorted();
    out
}

/// Whether a body's name is made of words of which any state can make one.
pub fn is_common(s: &Sentence, spot: &Spot) -> bool {
    let body = spot.known.is_some_and(|(e, _)| {
        matches!(e.kind, Some(Kind::Organisation | Kind::Party | Kind::ArmedGroup)) && e.state.is_some()
    });
    let words = || s.tokens[spot.first..=spot.last].iter().map(|t| t.form.as_str());
    let plain = |w: &str| words::is_body_word(&w.to_lowercase());
    body && words().all(plain)
}

/// Whether a word that the tagger took into a person's name stands before it: a form of address, or the end of a title
/// ("minister-[elect Fernando Rospigliosi]").
fn is_before_name(s: &Sentence, at: usize) -> bool {
    let form = &s.tokens[at].form;
    let small = form.chars().next().is_some_and(char::is_lowercase);
    let rest_of_title = at > 0 && s.tokens[at - 1].form == "-" && small;
    words::is_honorific(&form.to_lowercase()) || !form.chars().any(char::is_alphanumeric) || rest_of_title
}

/// Names of persons that stand beside a title and that the tagger did not mark: "the column's mayor, Benigno Quispe, said".
fn untagged(s: &Sentence, knowledge: &Knowledge, forms: &[&str]) -> Vec<Name> {
    let mut out = Vec::new();
    for first in 1..s.tokens.len() {
        if s.tokens[first].rel() != "appos" || forms[first - 1] != "," || s.name_at(first).is_some() {
            continue;
        }
        let flat = |i: &usize| s.tokens[*i].rel() == "flat" && s.name_at(*i).is_none();
        let last = (first + 1..s.tokens.len()).take_while(flat).last().unwrap_or(first);
        if is_introduced(s, knowledge, forms, first, last) {
            out.push(Name { first, last, kind: NameKind::Person });
        }
    }
    out
}

/// Whether a name of several words between commas stands beside a title, and so is a person's, whatever the tagger took it
/// for: "the leader of the party, Tikpi Atchadam, said".
fn is_introduced(s: &Sentence, knowledge: &Knowledge, forms: &[&str], first: usize, last: usize) -> bool {
    let comma = |i: usize| forms.get(i) == Some(&",");
    let proper = |i: usize| s.tokens[i].upos == Upos::Propn;
    if first == last || first == 0 || !comma(first - 1) || !comma(last + 1) || !(first..=last).all(proper) {
        return false;
    }
    let mut top = first;
    for _ in 0..4 {
        match (s.tokens[top].rel(), s.tokens[top].head) {
            ("appos", Some(h)) if top == first && h < first => top = h,
            ("nmod" | "compound", Some(h)) if top != first && h < s.tokens.len() => top = h,
            _ => break,
        }
    }
    let title = &s.tokens[top];
    top != first
        && title.upos == Upos::Noun
        && !title.has_feat("Number=Plur")
        && (knowledge.office_at(forms, top).is_some() || words::is_person_suffix(&title.lemma))
}

/// The end of a person's name past a hyphen at which the tagger stopped: "Jean" of "Jean-Yves Le Drian".
fn hyphenated(s: &Sentence, end: usize) -> usize {
    let capital = |i: usize| {
        s.tokens
            .get(i)
            .is_some_and(|t| t.upos == Upos::Propn && t.form.chars().next().is_some_and(char::is_uppercase))
    };
    let mut end = end;
    while s.tokens.get(end + 1).is_some_and(|t| t.form == "-" && t.span.start == s.tokens[end].span.end)
        && capital(end + 2)
    {
        end += 2;
        while capital(end + 1) && s.tokens[end + 1].rel() == "flat" {
            end += 1;
        }
    }
    end
}

impl Line<'_> {
    /// Puts the spots into the order of the text, which the later stages count on.
    fn spots_sorted(&mut self) {
        let mut order: Vec<u32> = (0..self.spots.len() as u32).collect();
        order
            .sort_by_key(|&i| (self.spots[i as usize].first, std::cmp::Reverse(self.spots[i as usize].last)));
        let mut place = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old as usize] = new as u32;
        }
        self.spots = order.iter().map(|&i| self.spots[i as usize]).collect();
        for slot in self.outer.iter_mut().chain(self.inner.iter_mut()).flatten() {
            *slot = place[*slot as usize];
        }
    }
}
