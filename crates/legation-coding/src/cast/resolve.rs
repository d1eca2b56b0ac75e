//! Reads a report from the top and says of every noun phrase whom it stands for.

use super::Cast;
use super::member::{Gender, Kind, Member, Mention};
use super::names::Spot;
use super::phrase::{self, heads_phrase};
use super::pronoun::Weights;
use super::scene::Scene;
use super::words::{self, Pronoun};
use crate::offices::{self, Held};
use legation_record::{Span, Upos};
use std::collections::BTreeMap;

/// What is known so far while a report is read.
pub struct Reader<'a> {
    pub scene: &'a Scene<'a>,
    pub held: &'a [Held],
    pub weights: &'a Weights,
    pub members: Vec<Member>,
    pub mentions: Vec<Mention>,
    /// Member of every person, by the person's index.
    pub persons: Vec<u32>,
    /// Members by stable key: state code, entity id, or a body's name in lower case.
    pub keys: BTreeMap<String, u32>,
    /// Mention of each token of the sentence at hand.
    pub line: Vec<Option<u32>>,
    pub si: usize,
    quoted: Vec<bool>,
    /// For every sentence so far, how many up to it are not quoted throughout.
    told: Vec<usize>,
    /// Persons by letters in brackets after their office: "Chief of Army Staff (COAS)".
    pub letters: BTreeMap<String, u32>,
    /// Offices by each word of their titles, in order of the text.
    pub by_title: BTreeMap<String, Vec<usize>>,
}

pub fn run(scene: &Scene, held: &[Held], weights: &Weights) -> Cast {
    let mut reader = Reader {
        scene,
        held,
        weights,
        members: Vec::new(),
        mentions: Vec::new(),
        persons: Vec::new(),
        keys: BTreeMap::new(),
        line: Vec::new(),
        si: 0,
        quoted: Vec::new(),
        told: Vec::new(),
        letters: BTreeMap::new(),
        by_title: BTreeMap::new(),
    };
    reader.enter_people();
    let mut at = Vec::with_capacity(scene.sentences.len());
    let mut open = false;
    for si in 0..scene.sentences.len() {
        open = reader.sentence(si, open);
        at.push(std::mem::take(&mut reader.line));
    }
    let Reader { members, mentions, .. } = reader;
    finish(scene, members, mentions, at, held)
}

/// Sorts the mentions into the order of the text and notes who stands beside whom.
fn finish(
    scene: &Scene,
    members: Vec<Member>,
    mentions: Vec<Mention>,
    mut at: Vec<Vec<Option<u32>>>,
    held: &[Held],
) -> Cast {
    let mut order: Vec<u32> = (0..mentions.len() as u32).collect();
    order.sort_by_key(|&i| {
        let m = &mentions[i as usize];
        (m.span.start, std::cmp::Reverse(m.span.end), m.head)
    });
    let mut place = vec![0u32; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old as usize] = new as u32;
    }
    for slot in at.iter_mut().flatten().flatten() {
        *slot = place[*slot as usize];
    }
    let mentions: Vec<Mention> = order.iter().map(|&i| mentions[i as usize].clone()).collect();
    let mut beside = vec![Vec::new(); mentions.len()];
    for (i, m) in mentions.iter().enumerate() {
        let s = &scene.sentences[m.sentence];
        for k in scene.trees[m.sentence].by(s, m.head, &["conj"]) {
            if let Some(Some(j)) = at[m.sentence].get(k).copied()
                && j as usize != i
                && mentions[j as usize].head == k
            {
                beside[i].push(j);
            }
        }
    }
    let roles = offices::roles(scene, held);
    Cast { members, mentions, at, beside, home: scene.states.home.clone(), roles }
}

impl<'a> Reader<'a> {
    /// The persons of the report with the state, office and sector that the whole report gives them.
    fn enter_people(&mut self) {
        let of_person = offices::by_person(self.scene, self.held);
        for (id, person) in self.scene.people.all.iter().enumerate() {
            let own = &of_person[id];
            let mut member = Member {
                kind: Kind::Person,
                name: Some(person.name.clone()),
                single: true,
                ..Member::default()
            };
            let current =
                own.iter().find(|h| !h.title.former && h.title.sector.as_deref().is_some_and(|s| s != "ELI"));
            let best = current.or_else(|| own.first());
            member.role =
                best.map(|h| h.title.text.clone()).or_else(|| person.table.as_ref().map(|t| t.1.clone()));
            member.state = own.first().and_then(|h| offices::known_state(self.scene, &of_person, h));
            member.sector = match (current, own.first()) {
                (Some(h), _) => h.title.sector.clone(),
                (None, Some(h)) if h.title.former || h.title.sector.as_deref() == Some("ELI") => {
                    let power =
                        matches!(h.title.sector.as_deref(), Some("GOV" | "LEG" | "MIL" | "ELI") | None);
                    Some(if power { "ELI".into() } else { h.title.sector.clone().unwrap_or_default() })
                }
                _ => None,
            };
            if let Some((state, _, sector)) = &person.table {
                member.state.get_or_insert_with(|| state.clone());
                if own.is_empty() {
                    member.sector.get_or_insert_with(|| sector.clone());
                }
            }
            member.gender = self.gender(id);
            self.persons.push(self.members.len() as u32);
            self.members.push(member);
        }
        for (i, h) in self.held.iter().enumerate() {
            let text = h.title.text.to_lowercase();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                self.by_title.entry(word.to_owned()).or_default().push(i);
            }
            let tokens = &self.scene.sentences[h.sentence].tokens;
            if let (Some(open), Some(short)) = (tokens.get(h.title.last + 1), tokens.get(h.title.last + 2))
                && open.form == "("
                && short.form.len() > 1
                && short.form.chars().all(char::is_uppercase)
            {
                self.letters.insert(short.form.clone(), self.persons[h.person]);
            }
        }
        // Somebody without an office is one of the people.
        for i in 0..self.members.len() {
            if self.members[i].sector.is_none() {
                self.members[i].sector = Some("CVL".into());
            }
        }
    }

    /// "Mr Trump", "King Salman", "his wife Li Wenzu": what stands right before the name tells he or she, else the first name.
    fn gender(&self, person: usize) -> Gender {
        for &(si, first, _) in &self.scene.people.all[person].mentions {
            if first == 0 {
                continue;
            }
            let word = self.scene.lower(si, first - 1);
            match word.trim_end_matches('.') {
                "mr" | "sir" | "lord" | "king" | "prince" | "sheikh" | "sultan" | "emir" | "spokesman"
                | "chairman" | "congressman" | "businessman" | "husband" | "father" | "son" | "brother"
                | "pope" | "actor" => {
                    return Gender::He;
                }
                "mrs" | "ms" | "miss" | "lady" | "queen" | "princess" | "sheikha" | "spokeswoman"
                | "chairwoman" | "congresswoman" | "businesswoman" | "wife" | "mother" | "daughter"
                | "sister" | "actress" | "widow" => {
                    return Gender::She;
                }
                _ => {}
            }
        }
        super::given::gender(&self.scene.people.all[person].name)
    }

    /// Resolves the phrases of one sentence; says whether a quotation is open at its end.
    fn sentence(&mut self, si: usize, open: bool) -> bool {
        self.si = si;
        let s = &self.scene.sentences[si];
        let n = s.tokens.len();
        self.line = vec![None; n];
        let fresh = si > 0 && self.scene.sentences[si - 1].paragraph != s.paragraph;
        let mut inside = open && !fresh;
        self.quoted = Vec::with_capacity(n);
        for t in &s.tokens {
            match t.form.as_str() {
                "“" | "«" | "``" | "„" => inside = true,
                "”" | "»" | "''" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            self.quoted.push(inside);
        }
        let spoken = n > 0 && self.quoted.iter().zip(&s.tokens).all(|(&q, t)| q || t.upos == Upos::Punct);
        self.told.push(self.told.last().copied().unwrap_or(0) + usize::from(!spoken));
        // Names that only modify ("Chinese goods", "US drones") stand for themselves too.
        for k in 0..n {
            if self.line[k].is_none() {
                self.token(k);
            }
        }
        // "police sweep", "court ruling", "government offer": the first noun acts, and stands for itself.
        for k in 0..n {
            let t = &s.tokens[k];
            let Some(head) = t.head.filter(|&h| h > k && h < n) else { continue };
            if self.line[k].is_some()
                || t.rel() != "compound"
                || t.upos != Upos::Noun
                || self.noun_sector(head).is_some()
            {
                continue;
            }
            if self.noun_sector(k).is_some() && !words::is_goods(&self.scene.lemma(self.si, k)) {
                let first = if k > 0 && s.tokens[k - 1].rel() == "det" { k - 1 } else { k };
                let index = self.open(k, first, k, k..=k);
                let members = self.nominal(k, first, k);
                self.close(index, members, None);
            }
        }
        // The words of a phrase that have no mention of their own lead to their head's.
        for k in 0..n {
            if self.line[k].is_none() {
                let head = phrase::head_of(s, k);
                if head != k {
                    self.line[k] = self.line[head].filter(|&m| self.mentions[m as usize].head == head);
                }
            }
        }
        inside
    }

    /// How many sentences up to this one are not quoted throughout.
    pub fn told(&self, sentence: usize) -> usize {
        self.told.get(sentence).copied().unwrap_or(0)
    }

    /// The token of a name that the rest of it hangs on.
    pub fn spot_head(&self, spot: &Spot) -> usize {
        let tokens = &self.scene.sentences[self.si].tokens;
        (spot.first..=spot.last)
            .find(|&i| tokens[i].head.is_none_or(|h| h < spot.first || h > spot.last))
            .unwrap_or(spot.first)
    }

    /// Makes the mention at a token, once.
    pub fn token(&mut self, k: usize) {
        if self.line[k].is_some() {
            return;
        }
        let s = &self.scene.sentences[self.si];
        if let Some(spot) = self.scene.names.at(self.si, k) {
            let head = self.spot_head(&spot);
            let is_head = heads_phrase(s, head) && !(spot.is_adjective() && s.tokens[head].rel() == "amod");
            let (first, last) = if is_head {
                let (a, b) = self.scene.trees[self.si].phrase(s, head);
                (a.min(spot.first), b.max(spot.last))
            } else {
                (spot.first, spot.last)
            };
            // Written before its members are known, so that a broken parse cannot lead back here.
            let index = self.open(head, first, last, spot.first..=spot.last);
            let members = self.named(&spot, head);
            self.close(index, members, None);
            return;
        }
        if !heads_phrase(s, k) {
            return;
        }
        let (first, last) = self.scene.trees[self.si].phrase(s, k);
        let index = self.open(k, first, last, k..=k);
        let t = &s.tokens[k];
        if matches!(t.upos, Upos::Pron | Upos::Det) {
            let kind = words::pronoun(&self.scene.lower(self.si, k));
            let members = self.pronoun(k, kind);
            self.close(index, members, Some(kind));
        } else {
            let members = self.nominal(k, first, last);
            self.close(index, members, None);
        }
    }

    fn open(
        &mut self,
        head: usize,
        first: usize,
        last: usize,
        cover: std::ops::RangeInclusive<usize>,
    ) -> usize {
        let s = &self.scene.sentences[self.si];
        let index = self.mentions.len();
        let t = &s.tokens[head];
        let role = phrase::role_of(s, head);
        let mut span: Span = s.span_of(first, last);
        // Brackets and quotation marks around a phrase are no part of it.
        let text = self.scene.doc.words(span);
        let trimmed = text.trim_matches(|c: char| c == '"' || c == '“' || c == '”' || c.is_whitespace());
        if trimmed.len() < text.len() && !trimmed.is_empty() {
            let lead = text.len()
                - text
                    .trim_start_matches(|c: char| c == '"' || c == '“' || c == '”' || c.is_whitespace())
                    .len();
            span = Span::new(span.start + lead, span.start + lead + trimmed.len());
        }
        self.mentions.push(Mention {
            sentence: self.si,
            head,
            span,
            members: Vec::new(),
            pronoun: None,
            lemma: self.scene.lemma(self.si, head),
            plural: t.has_feat("Number=Plur"),
            quoted: self.quoted.get(head).copied().unwrap_or(false),
            place: false,
            subject: role.starts_with("nsubj"),
        });
        for k in cover {
            self.line[k] = Some(index as u32);
        }
        index
    }

    fn close(&mut self, index: usize, members: Vec<u32>, pronoun: Option<Pronoun>) {
        let head = self.mentions[index].head;
        let place = self.is_place(head, &members);
        let mention = &mut self.mentions[index];
        mention.pronoun = pronoun;
        mention.place = place;
        mention.members = members;
        for &m in &mention.members {
            self.members[m as usize].seen += 1;
        }
    }

    /// "in Moscow", "near Baku", "to Israel": a place. As a subject, owner or object the state is meant.
    fn is_place(&self, head: usize, members: &[u32]) -> bool {
        if !members.iter().any(|&m| matches!(self.members[m as usize].kind, Kind::State | Kind::Place)) {
            return false;
        }
        self.is_place_at(head)
    }

    /// Whether a preposition makes a place of what stands at a token, or where somebody comes from or goes to.
    pub fn is_place_at(&self, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let case = self.scene.trees[self.si].case(s, head);
        let local = matches!(
            case.as_deref(),
            Some(
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "into"
                    | "through"
                    | "throughout"
                    | "within"
                    | "from"
                    | "to"
            )
        );
        local && matches!(s.tokens[head].rel(), "obl" | "nmod" | "conj")
    }

    /// Sector of the noun at a token, with the words before it ("[security] forces"), by the table of agents.
    pub fn noun_sector(&self, token: usize) -> Option<String> {
        let words = &self.scene.words[self.si];
        let mut phrase = String::new();
        for word in words.get(token.saturating_sub(3)..token).unwrap_or(&[]) {
            phrase.push_str(word);
            phrase.push(' ');
        }
        let lead = phrase.len();
        for last in [self.scene.lower(self.si, token), self.scene.lemma(self.si, token)] {
            phrase.truncate(lead);
            phrase.push_str(&last);
            if let Some(sector) = self.scene.sector(&phrase) {
                return Some(sector);
            }
        }
        None
    }
}
