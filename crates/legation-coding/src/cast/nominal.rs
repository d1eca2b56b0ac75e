//! Common nouns that act: "the Turkish foreign minister", "police in Belarus", "the two countries", "the group".

use super::member::{Kind, Member};
use super::resolve::Reader;
use super::words::{self, Pronoun};
use legation_record::Upos;

impl Reader<'_> {
    /// The members for a phrase `first..=last` whose head is the common noun (or numeral) at `head`.
    pub fn nominal(&mut self, head: usize, first: usize, last: usize) -> Vec<u32> {
        let s = &self.scene.sentences[self.si];
        let t = &s.tokens[head];
        let lemma = self.scene.lemma(self.si, head);
        let plural = t.has_feat("Number=Plur") || matches!(t.upos, Upos::Num);
        // A title whose name hangs on it: "Foreign Minister" over "Eli Cohen".
        if let Some(person) = self.name_under(head, last) {
            return vec![person];
        }
        let definite = self.is_definite(head);
        let foreign = self.modified(head, words::is_foreign);
        let states = self.phrase_states(head);
        if let Some(person) = self.lettered(head).or_else(|| self.surnamed(head)) {
            return vec![person];
        }
        if words::is_country(&lemma) && !self.is_political_party(head, &lemma) {
            if plural && states.is_empty() && !foreign && self.is_pair(head) {
                return self.pair(head);
            }
            if !plural
                && definite
                && states.is_empty()
                && !foreign
                && let Some(state) = self.last_state()
            {
                return vec![state];
            }
        }
        if plural && states.is_empty() && !foreign && self.is_pair(head) {
            let pair = self.pair_of(head, &lemma);
            if pair.len() == 2 {
                return pair;
            }
        }
        if lemma == "counterpart" || lemma == "counterparts" {
            return self.counterpart(head, &states, plural);
        }
        // "father of" somebody is no priest.
        let kin = words::is_kin(&lemma);
        let office = if kin { None } else { self.office_in(head, first) };
        if let Some((title, sector)) = &office
            && !plural
        {
            if definite && let Some(person) = self.holder(title, states.first().map(String::as_str)) {
                return vec![person];
            }
            let state = states.first().cloned().or_else(|| self.default_state(head, foreign));
            let member = Member {
                kind: Kind::Person,
                role: Some(title.clone()),
                state,
                sector: Some(sector.clone()),
                single: true,
                ..Member::default()
            };
            return vec![self.add(member)];
        }
        let sector = self.sector_of(head, &lemma).or_else(|| office.map(|o| o.1));
        if definite && states.is_empty() && !foreign {
            if let Some(m) = self.same_noun(&lemma, sector.as_deref(), plural) {
                return vec![m];
            }
        }
        self.new_people(head, &lemma, plural, sector, states, foreign)
    }

    fn new_people(
        &mut self,
        head: usize,
        lemma: &str,
        plural: bool,
        sector: Option<String>,
        states: Vec<String>,
        foreign: bool,
    ) -> Vec<u32> {
        let single = !plural && words::is_person_suffix(lemma) || words::is_kin(lemma) && !plural;
        let crowd = matches!(
            lemma,
            "team" | "delegation" | "crowd" | "clique" | "gang" | "family" | "crew" | "couple" | "leadership"
        );
        let human = sector.is_some() || single || words::is_kin(lemma) || crowd;
        let unsaid = matches!(lemma, "country" | "nation" | "state");
        if unsaid && (plural || !states.is_empty()) || !human {
            // A thing: the state that its modifiers name can still be the actor ("US drone strikes").
            if words::is_country(lemma) {
                let member = Member {
                    kind: Kind::State,
                    sector: Some("GOV".into()),
                    state: states.first().cloned(),
                    ..Member::default()
                };
                return vec![self.add(member)];
            }
            let sector = if words::is_goods(lemma) { Some("BUS") } else { states.first().map(|_| "GOV") };
            let make = |state: Option<String>| Member {
                kind: Kind::Thing,
                state,
                sector: sector.map(str::to_owned),
                ..Member::default()
            };
            if states.is_empty() {
                return vec![self.add(make(None))];
            }
            return states.into_iter().map(|s| self.add(make(Some(s)))).collect();
        }
        let sector = sector.or_else(|| Some("CVL".into()));
        let kind = match sector.as_deref() {
            _ if single => Kind::Person,
            Some("CVL" | "REB" | "CRM") => Kind::People,
            _ if plural => Kind::People,
            _ => Kind::Body,
        };
        let make = |state: Option<String>| Member {
            kind,
            state,
            sector: sector.clone(),
            single,
            ..Member::default()
        };
        if states.len() > 1 && plural {
            return states.into_iter().map(|s| self.add(make(Some(s)))).collect();
        }
        let state = states.into_iter().next().or_else(|| {
            if matches!(sector.as_deref(), Some("REB" | "IGO" | "NGO")) {
                None
            } else {
                self.default_state(head, foreign)
            }
        });
        vec![self.add(make(state))]
    }

    /// The person whose office these letters were said to stand for.
    fn lettered(&self, head: usize) -> Option<u32> {
        self.letters.get(self.scene.words[self.si][head]).copied()
    }

    /// A person named in full elsewhere, by a surname that the tagger did not mark ("the Trump administration").
    fn surnamed(&self, token: usize) -> Option<u32> {
        let t = &self.scene.sentences[self.si].tokens[token];
        let long =
            t.upos == Upos::Propn && t.form.chars().count() > 3 && t.form.starts_with(char::is_uppercase);
        let person = self.scene.people.surnamed(&t.form).filter(|_| long)?;
        Some(self.persons[person])
    }

    /// A person's name that hangs on the title at `head` without a comma between.
    fn name_under(&mut self, head: usize, last: usize) -> Option<u32> {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let child = tree.by(s, head, &["flat", "appos", "compound", "nmod"]).find(|&k| {
            k > head
                && self.scene.names.at(self.si, k).is_some_and(|n| n.is_person())
                && s.tokens[k].rel() != "nmod"
        })?;
        let spot = self.scene.names.at(self.si, child)?;
        // "his wife, Li Wenzu," names her as well; "the minister, Putin's friend" does not.
        let near =
            spot.first <= last + 1 || s.tokens.get(spot.first.checked_sub(1)?).is_some_and(|t| t.form == ",");
        let owned = s.tokens.get(spot.last + 1).is_some_and(|t| matches!(t.form.as_str(), "'s" | "’s"));
        let id = self.scene.people.at(self.si, &spot)?;
        (near && !owned && !s.tokens[head].has_feat("Number=Plur")).then_some(self.persons[id])
    }

    fn is_definite(&self, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let mut determined = false;
        for k in tree.kids(head).filter(|&k| k < head) {
            let t = &s.tokens[k];
            match t.rel() {
                "det" => {
                    determined = true;
                    if matches!(
                        self.scene.lower(self.si, k).as_str(),
                        "the" | "this" | "that" | "both" | "these" | "those"
                    ) {
                        return true;
                    }
                }
                "nmod" if t.has_feat("Poss=Yes") => return false,
                _ => {}
            }
        }
        // Titles stand bare: "President", "COAS".
        !determined && s.tokens[head].upos == Upos::Propn
    }

    fn modified(&self, head: usize, test: fn(&str) -> bool) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        tree.by(s, head, &["amod", "compound", "det"])
            .any(|k| k < head && test(&self.scene.lemma(self.si, k)))
    }

    /// "the two countries", "both sides", "the sides".
    fn is_pair(&self, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let counted = tree
            .kids(head)
            .filter(|&k| k < head)
            .any(|k| matches!(self.scene.lower(self.si, k).as_str(), "two" | "both" | "2"));
        let number = self.scene.lower(self.si, head) == "two" || self.scene.lower(self.si, head) == "both";
        let other_number = tree
            .by(s, head, &["nummod"])
            .any(|k| !matches!(self.scene.lower(self.si, k).as_str(), "two" | "2"));
        let the_sides = matches!(
            self.scene.lemma(self.si, head).as_str(),
            "side" | "neighbour" | "neighbor" | "party" | "country" | "nation"
        ) && self.is_definite(head);
        counted || number || the_sides && !other_number
    }

    /// The sector of the noun at `head`; of a number or part, that of what stands under its `of`.
    fn sector_of(&mut self, head: usize, lemma: &str) -> Option<String> {
        if words::is_kin(lemma) && !self.noun_sector(head).is_some_and(|s| s == "OPP") {
            return Some("CVL".into());
        }
        // "Pakistan Army engineers", "BBC correspondent": of the body that the name before them tells.
        let scene = self.scene;
        let tree = &scene.trees[self.si];
        let s = &scene.sentences[self.si];
        let named = tree.by(s, head, &["compound"]).filter(|&k| k < head).find_map(|k| {
            let (entity, _) = scene.names.known_at(self.si, k)?.known?;
            entity.sector.clone().filter(|_| entity.kind != Some(crate::knowledge::Kind::State))
        });
        if named.is_some() {
            return named;
        }
        if let Some(of) = self.measured(head, lemma) {
            self.token(of);
            let under = self.line[of].map(|m| self.mentions[m as usize].members.clone()).unwrap_or_default();
            if let Some(sector) = under.iter().find_map(|&m| self.members[m as usize].sector.clone()) {
                return Some(sector);
            }
        }
        if self.modified(head, |l| l == "opposition") && self.scene.sector(lemma).is_some() {
            return Some("OPP".into());
        }
        self.noun_sector(head).or_else(|| {
            let tree = &self.scene.trees[self.si];
            let s = &self.scene.sentences[self.si];
            let group = words::is_measure(lemma) || words::is_group(lemma);
            let by_compound =
                tree.by(s, head, &["compound", "amod"]).filter(|&k| k < head).collect::<Vec<_>>();
            by_compound.into_iter().rev().find_map(|k| if group { self.noun_sector(k) } else { None })
        })
    }

    /// What a number or part is of: "thousands of [people]", "the leadership of the [party]".
    fn measured(&self, head: usize, lemma: &str) -> Option<usize> {
        if !words::is_measure(lemma) {
            return None;
        }
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        tree.by(s, head, &["nmod"])
            .find(|&k| k > head && matches!(tree.case(s, k).as_deref(), Some("of" | "from" | "among")))
    }

    /// The first of [`Self::phrase_states`].
    pub fn phrase_state(&mut self, head: usize) -> Option<String> {
        self.phrase_states(head).into_iter().next()
    }

    /// States that the phrase itself names: by adjective, compound or possessor before the noun, else after `of` and
    /// `from`, else after `in`.
    pub fn phrase_states(&mut self, head: usize) -> Vec<String> {
        let s = &self.scene.sentences[self.si];
        let scene = self.scene;
        let tree = &scene.trees[self.si];
        let mut out = Vec::new();
        for k in tree.kids(head).filter(|&k| {
            k < head && matches!(s.tokens[k].rel(), "amod" | "compound" | "nmod" | "det" | "flat" | "nummod")
        }) {
            let (first, last) = tree.extent(k);
            self.states_in(first, last.min(head.saturating_sub(1)), &mut out);
            if out.is_empty() && s.tokens[k].rel() == "nmod" {
                self.states_of(k, &mut out);
            }
        }
        if !out.is_empty() {
            return out;
        }
        // "foreign organisations inside the country" are not the country's.
        if self.modified(head, words::is_foreign) {
            return out;
        }
        for cases in [&["of", "from", "for"][..], &["in", "at", "inside", "across"][..]] {
            for k in tree.by(s, head, &["nmod"]).filter(|&k| k > head) {
                let case = tree.case(s, k);
                if !case.as_deref().is_some_and(|c| cases.contains(&c)) {
                    continue;
                }
                let (first, last) = tree.phrase(s, k);
                self.states_in(first, last, &mut out);
                if out.is_empty() {
                    self.states_of(k, &mut out);
                }
            }
            if !out.is_empty() {
                break;
            }
        }
        out
    }

    /// States of names in tokens `first..=last`.
    fn states_in(&self, first: usize, last: usize, out: &mut Vec<String>) {
        let mut i = first;
        while i <= last && i < self.line.len() {
            let spot = self.scene.names.known_at(self.si, i).or(self.scene.names.at(self.si, i));
            let state = match &spot {
                Some(n) if n.is_person() => {
                    let id = self.scene.people.at(self.si, n);
                    id.and_then(|id| self.members[self.persons[id] as usize].state.clone())
                }
                Some(n) if n.state().is_some() => n.state().map(str::to_owned),
                _ => self.scene.names.place_state(self.si, i).map(str::to_owned).or_else(|| {
                    let person = self.surnamed(i).filter(|_| spot.is_none())?;
                    self.members[person as usize].state.clone()
                }),
            };
            if let Some(state) = state
                && !out.contains(&state)
            {
                out.push(state);
            }
            i = spot.map_or(i, |n| n.last.max(i)) + 1;
        }
    }

    /// States of the members of the phrase at `token` ("his ministry", "the country's courts").
    fn states_of(&mut self, token: usize, out: &mut Vec<String>) {
        self.token(token);
        let Some(mention) = self.line[token] else { return };
        let mention = &self.mentions[mention as usize];
        if mention.members.iter().any(|&m| self.members[m as usize].kind == Kind::Thing) {
            return;
        }
        for &m in &mention.members {
            if let Some(state) = &self.members[m as usize].state
                && !out.contains(state)
            {
                out.push(state.clone());
            }
        }
    }

    /// For an actor that no word gives a state: where the sentence puts it, else the report's own state.
    pub fn default_state(&self, head: usize, foreign: bool) -> Option<String> {
        if foreign {
            return None;
        }
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let verb = s.tokens[head].head;
        let here = verb.and_then(|v| {
            tree.by(s, v, &["obl"]).find_map(|k| {
                let local =
                    matches!(tree.case(s, k).as_deref(), Some("in" | "at" | "near" | "outside" | "across"));
                let spot = self
                    .scene
                    .names
                    .known_at(self.si, k)
                    .and_then(|n| n.known.and_then(|(e, _)| e.state.clone()));
                if local {
                    spot.or_else(|| self.scene.names.place_state(self.si, k).map(str::to_owned))
                } else {
                    None
                }
            })
        });
        here.or_else(|| self.local_state())
    }

    /// The office in the phrase, in lower case and with its sector.
    fn office_in(&self, head: usize, first: usize) -> Option<(String, String)> {
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
    fn holder(&self, title: &str, state: Option<&str>) -> Option<u32> {
        let key: Vec<&str> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "of").collect();
        let fits = |h: &&crate::offices::Held| {
            let own = h.title.text.to_lowercase();
            let head = key.last().is_some_and(|k| own.split(|c: char| !c.is_alphanumeric()).any(|w| w == *k));
            let all = key
                .iter()
                .all(|k| own.contains(k) || *k == "former" && h.title.former || *k == "ex" && h.title.former);
            let here = self.members[self.persons[h.person] as usize].state.as_deref();
            head && all && state.is_none_or(|s| here == Some(s))
        };
        let holders: Vec<u32> = self.held.iter().filter(fits).map(|h| self.persons[h.person]).collect();
        let last =
            self.mentions.iter().rev().take(120).flat_map(|m| m.members.iter()).find(|m| holders.contains(m));
        last.copied().or_else(|| {
            let known = holders
                .iter()
                .copied()
                .find(|&m| state.is_some() || self.members[m as usize].state == self.scene.states.home);
            known.or_else(|| self.tabled(&key, state))
        })
    }

    /// A person whom only the tables give the office: "Trump ... the president".
    fn tabled(&self, key: &[&str], state: Option<&str>) -> Option<u32> {
        let person = self.scene.people.all.iter().position(|p| {
            p.table.as_ref().is_some_and(|(s, title, _)| {
                let own = title.to_lowercase();
                key.iter().all(|k| own.contains(k)) && state.is_none_or(|w| w == s)
            })
        })?;
        Some(self.persons[person])
    }

    /// The earlier mention that a definite noun points back at: by the same noun, else by what kind of thing it is.
    fn same_noun(&self, lemma: &str, sector: Option<&str>, plural: bool) -> Option<u32> {
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

    /// The state that "the country" points back at: the last named, the subject of the sentence before all.
    fn last_state(&self) -> Option<u32> {
        let recent = self.mentions.iter().rev().skip(1).take(60).take_while(|m| m.sentence + 3 > self.si);
        let mut best: Option<(u32, i32)> = None;
        for m in recent {
            for &id in &m.members {
                let who = &self.members[id as usize];
                if who.kind != Kind::State || who.state.is_none() {
                    continue;
                }
                let near = if m.sentence == self.si { 60 } else { 40 - 20 * (self.si - m.sentence) as i32 };
                let home = if who.state == self.scene.states.home { 25 } else { 0 };
                let score = near + home + if m.subject { 25 } else { 0 } - if m.place { 10 } else { 0 };
                if best.is_none_or(|(_, b)| score > b) {
                    best = Some((id, score));
                }
            }
        }
        best.map(|b| b.0).or_else(|| {
            let home = self.scene.states.home.as_ref()?;
            self.members
                .iter()
                .position(|m| m.kind == Kind::State && m.state.as_ref() == Some(home))
                .map(|i| i as u32)
        })
    }

    /// The two states meant by "both countries": the last two named, by name, office or nationality.
    pub fn pair(&mut self, _head: usize) -> Vec<u32> {
        let mut codes: Vec<(String, f32)> = Vec::new();
        for m in self.mentions.iter().rev().skip(1).take_while(|m| m.sentence + 8 > self.si) {
            for &id in &m.members {
                let who = &self.members[id as usize];
                if !matches!(who.kind, Kind::State | Kind::Person | Kind::Body) {
                    continue;
                }
                let Some(state) = who.state.as_deref().filter(|s| !super::home::is_body(s)) else { continue };
                let near = 1.0 - 0.2 * (self.si - m.sentence) as f32 - if m.place { 0.3 } else { 0.0 };
                match codes.iter_mut().find(|(c, _)| c == state) {
                    Some(known) => known.1 = known.1.max(near),
                    None => codes.push((state.to_owned(), near)),
                }
            }
        }
        // Near, and much spoken of in the report.
        for (code, score) in &mut codes {
            *score += 1.5 * self.scene.states.share(code);
        }
        codes.sort_by(|a, b| b.1.total_cmp(&a.1));
        codes.truncate(2);
        if codes.len() < 2 {
            return Vec::new();
        }
        codes.into_iter().map(|(c, _)| self.state_member(&c, None)).collect()
    }

    /// "the two leaders", "both ministers", "the two": the last two persons who fit, else the two states.
    fn pair_of(&mut self, head: usize, lemma: &str) -> Vec<u32> {
        let human = self.noun_sector(head).is_some()
            || matches!(
                lemma,
                "leader"
                    | "man"
                    | "two"
                    | "both"
                    | "minister"
                    | "president"
                    | "official"
                    | "woman"
                    | "diplomat"
                    | "premier"
                    | "counterpart"
            );
        if !human {
            return Vec::new();
        }
        let mut found: Vec<u32> = Vec::new();
        for m in self.mentions.iter().rev().skip(1).take_while(|m| m.sentence + 4 > self.si) {
            for &id in &m.members {
                let who = &self.members[id as usize];
                if who.single
                    && who.kind == Kind::Person
                    && (who.name.is_some() || who.role.is_some())
                    && !found.contains(&id)
                {
                    found.push(id);
                }
            }
            if found.len() >= 2 {
                found.truncate(2);
                found.reverse();
                return found;
            }
        }
        if matches!(lemma, "two" | "both" | "leader") { self.pair(head) } else { Vec::new() }
    }

    /// "his Turkish counterpart": the office of the one whose counterpart this is, in the state that the phrase names.
    fn counterpart(&mut self, head: usize, states: &[String], plural: bool) -> Vec<u32> {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let owner = tree.by(s, head, &["nmod"]).find(|&k| {
            k < head
                && matches!(
                    words::pronoun(&self.scene.lower(self.si, k)),
                    Pronoun::He | Pronoun::She | Pronoun::They
                )
        });
        let owner = owner.and_then(|k| {
            self.token(k);
            self.line[k].and_then(|m| self.mentions[m as usize].members.first().copied())
        });
        let (role, sector, own) = match owner {
            Some(m) => {
                let who = &self.members[m as usize];
                (who.role.clone(), who.sector.clone(), who.state.clone())
            }
            None => (None, None, None),
        };
        // The owner's own state came along with the pronoun; the other side's is the adjective's.
        let state = states
            .iter()
            .find(|c| Some(*c) != own.as_ref())
            .cloned()
            .or_else(|| self.other_state(own.as_deref()));
        let sector = sector.or_else(|| Some("GOV".into()));
        vec![self.add(Member {
            kind: if plural { Kind::People } else { Kind::Person },
            role,
            state,
            sector,
            single: !plural,
            ..Member::default()
        })]
    }

    fn other_state(&self, own: Option<&str>) -> Option<String> {
        let recent = self.mentions.iter().rev().take_while(|m| m.sentence + 3 > self.si);
        recent
            .flat_map(|m| m.members.iter())
            .filter(|&&m| self.members[m as usize].kind == Kind::State)
            .find_map(|&m| self.members[m as usize].state.clone().filter(|s| Some(s.as_str()) != own))
    }

    /// "the ruling party", "the party said", but "the parties involved" and "a party to the treaty".
    fn is_political_party(&self, head: usize, lemma: &str) -> bool {
        lemma == "party" && !self.scene.sentences[self.si].tokens[head].has_feat("Number=Plur")
    }
}
