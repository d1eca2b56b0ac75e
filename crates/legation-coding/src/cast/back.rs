//! What a definite phrase points back at: "the minister", "the court", "COAS", a bare surname.

use super::member::Kind;
use super::phrase;
use super::resolve::Reader;
use super::words;
use legation_record::Upos;

/// What speaks for the subject of a sentence's main verb as the one whom a title means, in points of [`super::pronoun`].
const MAIN: i32 = 20;

impl Reader<'_> {
    /// The office in the phrase, in lower case and with its sector.
    pub fn office_in(&self, head: usize, first: usize) -> Option<(String, String)> {
        let s = &self.scene.sentences[self.si];
        let words = &self.scene.words[self.si];
        let lo = first.min(head).max(head.saturating_sub(8));
        (lo..=head).find_map(|i| {
            let office = self.scene.knowledge.office_at(words, i).filter(|o| i + o.len > head)?;
            let mut start = i;
            // "the home minister": what else modifies the noun belongs to the title, unless it is a state or a name.
            for k in self.scene.trees[self.si].by(s, head, &["compound", "amod"]).filter(|&k| k < i) {
                if self.scene.names.at(self.si, k).is_none()
                    && self.scene.names.place_state(self.si, k).is_none()
                {
                    start = start.min(k);
                }
            }
            Some((words[start..(i + office.len).min(words.len())].join(" ").to_lowercase(), office.sector))
        })
    }

    /// The person in the report who holds that office, the last named first.
    pub fn holder(&self, head: usize, title: &str, state: Option<&str>) -> Option<u32> {
        let key: Vec<&str> = words::plain_title(title)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && *w != "of" && !words::is_standing(w))
            .collect();
        let fits = |h: &&crate::offices::Held| {
            let own = h.title.text.to_lowercase();
            let head = key.last().is_some_and(|k| own.split(|c: char| !c.is_alphanumeric()).any(|w| w == *k));
            let all = key
                .iter()
                .all(|k| own.contains(k) || *k == "former" && h.title.former || *k == "ex" && h.title.former);
            let here = self.members[self.persons[h.person] as usize].state.as_deref();
            head && all && state.is_none_or(|s| here == Some(s))
        };
        // The offices of that noun, those before here and nearest first; a long report has thousands.
        let near = key.last().and_then(|k| self.by_title.get(*k)).map_or(&[][..], Vec::as_slice);
        let here = |h: &crate::offices::Held| (h.sentence, h.title.first) < (self.si, head);
        let split = near.partition_point(|&i| here(&self.held[i]));
        // "The President ..., including President Mugabe": who is named only later in the sentence is another.
        let next = near.partition_point(|&i| self.held[i].sentence <= self.si);
        let order = near[..split].iter().rev().take(60).chain(near[next..].iter().take(20));
        let holders: Vec<u32> =
            order.map(|&i| &self.held[i]).filter(fits).map(|h| self.persons[h.person]).collect();
        self.spoken_of(&holders).or_else(|| {
            let known = holders
                .iter()
                .copied()
                .find(|&m| state.is_some() || self.members[m as usize].state == self.scene.states.home);
            known.or_else(|| self.tabled(&key, state))
        })
    }

    /// Which of these persons the report speaks of here: the last mentioned, before all one who acts and is not only quoted
    /// about.
    fn spoken_of(&self, holders: &[u32]) -> Option<u32> {
        let mut best: Option<(i32, u32)> = None;
        for m in self.mentions.iter().rev().take(120) {
            let Some(&id) = m.members.iter().find(|&m| holders.contains(m)) else { continue };
            let w = self.weights;
            let subject = if m.subject { w.subject } else { 0 };
            let quoted = if m.quoted { w.quoted } else { 0 };
            let verb = phrase::governor(&self.scene.sentences[m.sentence], m.head);
            let main =
                m.subject && verb.is_some_and(|v| self.scene.sentences[m.sentence].tokens[v].head.is_none());
            let score =
                w.back * (self.si - m.sentence) as i32 + subject + quoted + if main { MAIN } else { 0 };
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, id));
            }
        }
        best.map(|b| b.1)
    }

    /// A person whom only the tables give the office: "Trump ... the president".
    pub fn tabled(&self, key: &[&str], state: Option<&str>) -> Option<u32> {
        let person = self.scene.people.tabled.iter().copied().find(|&p| {
            self.scene.people.all[p].table.as_ref().is_some_and(|(s, title, _)| {
                let own = title.to_lowercase();
                key.iter().all(|k| own.contains(k)) && state.is_none_or(|w| w == s)
            })
        })?;
        Some(self.persons[person])
    }

    /// The earlier mention that a definite noun points back at: by the same noun, else by what kind of thing it is.
    pub fn same_noun(&self, lemma: &str, sector: Option<&str>, plural: bool) -> Option<u32> {
        let single = words::is_person_suffix(lemma) && !plural && sector.is_some();
        for (back, m) in self.mentions.iter().rev().skip(1).take(150).enumerate() {
            let [id] = m.members[..] else { continue };
            let who = &self.members[id as usize];
            if matches!(who.kind, Kind::Thing | Kind::Place) {
                continue;
            }
            if m.lemma == lemma && m.plural == plural && m.pronoun.is_none() {
                return Some(id);
            }
            if plural {
                continue;
            }
            let named = who.name.as_deref().filter(|_| who.kind == Kind::Body);
            if named.is_some_and(|n| n.split_whitespace().any(|w| w.eq_ignore_ascii_case(lemma))) {
                return Some(id);
            }
            let is = |sectors: &[&str]| who.sector.as_deref().is_some_and(|s| sectors.contains(&s));
            let fits = match who.kind {
                Kind::Body if lemma == "party" => is(&["PTY", "OPP"]),
                Kind::Body if words::is_bloc(lemma) && is(&["IGO", "NGO"]) => true,
                Kind::Body if matches!(lemma, "company" | "firm") => is(&["BUS", "MNC"]),
                Kind::Body if lemma == "army" || lemma == "military" => is(&["MIL"]),
                Kind::Body if matches!(lemma, "broadcaster" | "newspaper" | "outlet") => is(&["MED"]),
                Kind::Body if words::is_group(lemma) => {
                    is(&["REB", "NGO", "PTY", "CRM", "MED", "BUS"]) && named.is_some()
                }
                Kind::Person if single && back < 80 => {
                    who.sector.as_deref() == sector && sector != Some("CVL")
                }
                _ => false,
            };
            if fits {
                return Some(id);
            }
        }
        None
    }

    /// The person whose office these letters were said to stand for.
    pub fn lettered(&self, head: usize) -> Option<u32> {
        self.letters.get(self.scene.words[self.si][head]).copied()
    }

    /// A person named in full elsewhere, by a surname that the tagger did not mark ("the Trump administration").
    pub fn surnamed(&self, token: usize) -> Option<u32> {
        let t = &self.scene.sentences[self.si].tokens[token];
        let long =
            t.upos == Upos::Propn && t.form.chars().count() > 3 && t.form.starts_with(char::is_uppercase);
        let person = self.scene.people.surnamed(&t.form).filter(|_| long)?;
        Some(self.persons[person])
    }

    /// A person's name that hangs on the title at `head` without a comma between.
    pub fn name_under(&mut self, head: usize, last: usize) -> Option<u32> {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let person = |k: usize| self.scene.names.at(self.si, k).is_some_and(|n| n.is_person());
        let own = tree.by(s, head, &["flat", "appos", "compound"]).find(|&k| k > head && person(k));
        // Hung on a name within the phrase: "the prefect of Arequipa, retired general Hugo Salcedo".
        let within = || {
            let office =
                self.office_in(head, head).is_some() || words::is_person_suffix(&s.tokens[head].lemma);
            let inner = tree.by(s, head, &["nmod"]).filter(|_| office);
            let mut inner = inner.filter(|&k| k > head && !person(k) && s.tokens[k].upos == Upos::Propn);
            inner.find_map(|k| tree.by(s, k, &["appos"]).find(|&c| c > k && person(c)))
        };
        let child = own.or_else(within)?;
        let spot = self.scene.names.at(self.si, child)?;
        // "his wife, Li Wenzu," names her as well; "the minister, Putin's friend" does not.
        let begins = tree.phrase(s, child).0.min(spot.first);
        let near =
            spot.first <= last + 1 || s.tokens.get(begins.checked_sub(1)?).is_some_and(|t| t.form == ",");
        let owned = s.tokens.get(spot.last + 1).is_some_and(|t| matches!(t.form.as_str(), "'s" | "’s"));
        let id = self.scene.people.at(self.si, &spot)?;
        (near && !owned && !s.tokens[head].has_feat("Number=Plur")).then_some(self.persons[id])
    }
}
