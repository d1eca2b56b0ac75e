//! Whose something is: the states that a phrase itself names, and the one it belongs to where it names none.

use super::member::Kind;
use super::resolve::Reader;
use super::words;
use legation_record::NameKind;

impl Reader<'_> {
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
                // "officials on both sides"
                let side = case.as_deref() == Some("on") && self.scene.lemma(self.si, k) == "side";
                if !side && !case.as_deref().is_some_and(|c| cases.contains(&c)) {
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
    pub fn states_in(&self, first: usize, last: usize, out: &mut Vec<String>) {
        let mut i = first;
        while i <= last && i < self.line.len() {
            let spot = self.scene.names.known_at(self.si, i).or(self.scene.names.at(self.si, i));
            let state = match &spot {
                Some(n) if n.is_person() => {
                    let id = self.scene.people.at(self.si, n);
                    id.and_then(|id| self.members[self.persons[id] as usize].state.clone())
                }
                Some(n) if n.state().is_some() => n.state().map(str::to_owned),
                // "the Confederation for an Independent Poland": a state or a town in the name tells, a common word not.
                Some(n) if n.kind == Some(NameKind::Organization) => (n.first..=n.last).find_map(|k| {
                    let common = words::is_body_word(&self.scene.lower(self.si, k));
                    self.scene.names.inner_state(self.si, k).filter(|_| !common).map(str::to_owned)
                }),
                _ => self.scene.names.place_state(self.si, i).map(str::to_owned).or_else(|| {
                    let person = self.surnamed(i).filter(|_| spot.is_none_or(|n| n.known.is_none()))?;
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
    pub fn states_of(&mut self, token: usize, out: &mut Vec<String>) {
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
}
