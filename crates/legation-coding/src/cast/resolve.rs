//! Reads a report from the top and says of every noun phrase whom it stands for.

use super::Cast;
use super::member::{Gender, Kind, Member, Mention};
use super::names::Spot;
use super::phrase::{self, heads_phrase};
use super::scene::Scene;
use super::words::{self, Pronoun};
use crate::knowledge::{Form, Kind as Known};
use crate::offices::{self, Held};
use legation_record::{NameKind, Span, Upos};
use std::collections::BTreeMap;

/// What is known so far while a report is read.
pub struct Reader<'a> {
    pub scene: &'a Scene<'a>,
    pub held: &'a [Held],
    pub members: Vec<Member>,
    pub mentions: Vec<Mention>,
    /// Member of every person, by the person's index.
    pub persons: Vec<u32>,
    /// Members by stable key: state code, entity id, or a body's name in lower case.
    keys: BTreeMap<String, u32>,
    /// Mention of each token of the sentence at hand.
    pub line: Vec<Option<u32>>,
    pub si: usize,
    quoted: Vec<bool>,
    /// For every sentence so far, how many up to it are not quoted throughout.
    told: Vec<usize>,
    /// Persons by letters in brackets after their office: "Chief of Army Staff (COAS)".
    pub letters: BTreeMap<String, u32>,
}

pub fn run(scene: &Scene, held: &[Held]) -> Cast {
    let mut reader = Reader {
        scene,
        held,
        members: Vec::new(),
        mentions: Vec::new(),
        persons: Vec::new(),
        keys: BTreeMap::new(),
        line: Vec::new(),
        si: 0,
        quoted: Vec::new(),
        told: Vec::new(),
        letters: BTreeMap::new(),
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
        for (id, person) in self.scene.people.all.iter().enumerate() {
            let own: Vec<&Held> = self.held.iter().filter(|h| h.person == id).collect();
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
            member.state = own.first().and_then(|h| offices::state_of(self.scene, self.held, h));
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
        for h in self.held {
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

    /// "Mr Trump", "King Salman", "his wife Li Wenzu": what stands right before the name tells he or she.
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
        Gender::Unknown
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
    fn spot_head(&self, spot: &Spot) -> usize {
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

    pub fn state_member(&mut self, code: &str, name: Option<&str>) -> u32 {
        let key = format!("state:{code}");
        if let Some(&id) = self.keys.get(&key) {
            if self.members[id as usize].name.is_none() {
                self.members[id as usize].name = name.map(str::to_owned);
            }
            return id;
        }
        let body = super::home::is_body(code);
        self.keyed(key, || Member {
            kind: if body { Kind::Body } else { Kind::State },
            name: name.map(str::to_owned),
            state: Some(code.to_owned()),
            sector: Some(if body { "IGO" } else { "GOV" }.to_owned()),
            ..Member::default()
        })
    }

    pub fn keyed(&mut self, key: String, make: impl FnOnce() -> Member) -> u32 {
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = self.add(make());
        self.keys.insert(key, id);
        id
    }

    pub fn add(&mut self, member: Member) -> u32 {
        self.members.push(member);
        self.members.len() as u32 - 1
    }

    /// The member that a name stands for.
    fn named(&mut self, spot: &Spot, head: usize) -> Vec<u32> {
        if spot.is_person() {
            return match self.scene.people.at(self.si, spot) {
                Some(id) => {
                    self.settle(id);
                    vec![self.persons[id]]
                }
                None => Vec::new(),
            };
        }
        if spot.first == spot.last
            && let Some(&id) = self.letters.get(&self.scene.sentences[self.si].tokens[spot.first].form)
        {
            return vec![id];
        }
        if let Some((entity, form)) = spot.known {
            let state = entity.state.as_deref();
            match (entity.kind, form, state) {
                (Some(Known::State | Known::Region), Form::Adjective, Some(code)) => {
                    if heads_phrase(&self.scene.sentences[self.si], head) && self.stands_for_people(head) {
                        return vec![self.add(Member {
                            kind: Kind::People,
                            state: Some(code.to_owned()),
                            sector: Some("CVL".into()),
                            ..Member::default()
                        })];
                    }
                    return vec![self.state_member(code, None)];
                }
                // "the White House": the government under its seat's name.
                (Some(Known::State), Form::Seat, Some(code)) => {
                    let name = self.scene.text(self.si, spot.first, spot.last);
                    let name =
                        name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(&name).to_owned();
                    let state = Some(code.to_owned());
                    return vec![self.keyed(format!("seat:{name}"), || Member {
                        kind: Kind::State,
                        name: Some(name.clone()),
                        state,
                        sector: Some("GOV".into()),
                        ..Member::default()
                    })];
                }
                (Some(Known::State), Form::Name, Some(code)) => {
                    return vec![self.state_member(code, Some(&entity.name))];
                }
                (Some(Known::State), Form::Capital, Some(code)) => {
                    return vec![self.state_member(code, None)];
                }
                (Some(Known::Region | Known::Town), ..) | (_, Form::Place, _) => {
                    let (state, name) = (entity.state.clone(), entity.name.clone());
                    return vec![self.place(name, state)];
                }
                _ => {
                    let kept = (entity.name.clone(), entity.state.clone(), entity.sector.clone());
                    let state = kept
                        .1
                        .or_else(|| if is_rebel(kept.2.as_deref()) { None } else { self.phrase_state(head) });
                    return vec![self.keyed(entity.id.clone(), || Member {
                        kind: Kind::Body,
                        name: Some(kept.0),
                        state,
                        sector: kept.2,
                        ..Member::default()
                    })];
                }
            }
        }
        match spot.kind {
            Some(NameKind::Location) => {
                let name = self.scene.text(self.si, spot.first, spot.last);
                let state = (spot.first..=spot.last).find_map(|i| {
                    self.scene.names.place_state(self.si, i).or(self
                        .scene
                        .names
                        .known_at(self.si, i)
                        .and_then(|k| k.known.and_then(|(e, _)| e.state.as_deref())))
                });
                let state = state.map(str::to_owned);
                vec![self.place(name, state)]
            }
            Some(NameKind::Organization) => vec![self.organisation(spot, head)],
            _ => self.nominal(head, spot.first, spot.last),
        }
    }

    /// "Indians", "the Palestinians", "a Kenyan": people, where "the Chinese" alone is the state's side.
    fn stands_for_people(&self, head: usize) -> bool {
        let t = &self.scene.sentences[self.si].tokens[head];
        t.has_feat("Number=Plur") || t.upos == Upos::Noun || t.form.ends_with('s')
    }

    fn place(&mut self, name: String, state: Option<String>) -> u32 {
        let key = format!("place:{}", name.to_lowercase());
        self.keyed(key, || Member {
            kind: Kind::Place,
            name: Some(name),
            state,
            sector: Some("GOV".into()),
            ..Member::default()
        })
    }

    /// A name of a body that no table has: state and sector from the words in it and around it.
    fn organisation(&mut self, spot: &Spot, head: usize) -> u32 {
        let name = self.scene.text(self.si, spot.first, spot.last);
        let lower = name.to_lowercase();
        let key = format!("body:{lower}");
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        if let Some(id) = self.short_form(&name) {
            self.keys.insert(key, id);
            return id;
        }
        let mut state = (spot.first..=spot.last).find_map(|i| {
            let known = self
                .scene
                .names
                .known_at(self.si, i)
                .and_then(|k| k.known.and_then(|(e, _)| e.state.as_deref()));
            known.or(self.scene.names.place_state(self.si, i)).map(str::to_owned)
        });
        if state.is_none() {
            let person = (spot.first..=spot.last)
                .find_map(|i| self.scene.people.surnamed(self.scene.words[self.si][i]));
            state = person.and_then(|p| self.members[self.persons[p] as usize].state.clone());
        }
        if state.is_none() {
            state = self.phrase_state(head);
        }
        let sector = (spot.first..=spot.last)
            .rev()
            .find_map(|i| self.noun_sector(i))
            .or_else(|| self.noun_sector(head));
        let abroad = matches!(sector.as_deref(), Some("IGO" | "NGO" | "REB"));
        if state.is_none() && !abroad {
            state = self.local_state();
        }
        let member = Member { kind: Kind::Body, name: Some(name), state, sector, ..Member::default() };
        let id = self.add(member);
        self.keys.insert(key, id);
        // "South Waziristan Agency (SWA)": the letters in brackets are its name from here on.
        let tokens = &self.scene.sentences[self.si].tokens;
        if let (Some(open), Some(short)) = (tokens.get(spot.last + 1), tokens.get(spot.last + 2))
            && open.form == "("
            && short.form.chars().count() <= 8
            && short.form.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
        {
            self.keys.insert(format!("body:{}", short.form.to_lowercase()), id);
        }
        id
    }

    /// "the Pribumi" after "the Parti Pribumi Bersatu Malaysia", "ODM" after "Orange Democratic Movement".
    fn short_form(&self, name: &str) -> Option<u32> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let letters = name.chars().all(char::is_uppercase) && (2..=7).contains(&name.chars().count());
        self.members.iter().enumerate().rev().take(200).find_map(|(i, m)| {
            let full = m.name.as_deref().filter(|_| m.kind == Kind::Body)?;
            let own: Vec<&str> = full.split_whitespace().collect();
            let part = own.len() > words.len()
                && words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase) && own.contains(w));
            let initials = || {
                own.iter().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect::<String>()
            };
            (part || letters && own.len() > 1 && initials() == name).then_some(i as u32)
        })
    }

    /// Somebody whom no office and no table gives a state: the only one that the sentence names where the report is
    /// about several, else the report's own.
    fn settle(&mut self, person: usize) {
        let id = self.persons[person] as usize;
        if self.members[id].state.is_some() {
            return;
        }
        let mut near: Vec<&str> = Vec::new();
        if self.scene.states.dominance() < 0.6 {
            for spot in self.scene.names.spots(self.si).iter().filter(|n| !n.is_person()) {
                if let Some(state) = spot.state().filter(|s| !super::home::is_body(s) && !near.contains(s)) {
                    near.push(state);
                }
            }
        }
        self.members[id].state = match near[..] {
            [one] => Some(one.to_owned()),
            _ => self.local_state(),
        };
    }

    /// The state that an unspecified actor belongs to: where the sentence places it, else the report's own.
    pub fn local_state(&self) -> Option<String> {
        self.scene.states.home.clone()
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

fn is_rebel(sector: Option<&str>) -> bool {
    matches!(sector, Some("REB" | "IGO" | "NGO" | "MNC"))
}
