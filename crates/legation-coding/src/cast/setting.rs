//! Whose somebody is of whom no word says it: "police", "the analyst Rospigliosi", "Finance Minister Jun Azumi".
//!
//! Every state that the report is about or that is named near by is a candidate, and clues speak for and against it:
//! how much of the report it fills, where the report was written, who and where the sentence and the ones before it are
//! about, and who already holds the office.

use super::home::is_body;
use super::phrase;
use super::resolve::Reader;
use super::words;
use legation_record::Sentence;

/// What speaks for a state.
#[derive(Clone, Copy)]
enum Clue {
    /// How much the report speaks of it, next to the one spoken of most.
    Share,
    /// The report was written there, by its dateline.
    Written,
    /// A subject in this sentence is of it.
    Subject,
    /// Anything else in this sentence is of it.
    Named,
    /// The sentence is set there: "in Tallinn".
    Within,
    /// It says so before all else: "In Managua, the foreign minister ...".
    Front,
    /// Stands in one coordination with somebody of it.
    Beside,
    /// Something of it stands in the phrase itself: "the officers who overthrew President Bazoum".
    Under,
    /// Somebody of it takes part in the same doing.
    Party,
    /// The sentence before has a subject of it, is set there, or names it.
    BeforeSubject,
    BeforeWithin,
    BeforeNamed,
    /// It was named two sentences before.
    Earlier,
}

const CLUES: usize = 13;

/// What each clue weighs, in the order of [`Clue`]: a logistic choice between the candidates, fitted on the participants
/// of annotated reports that name no state themselves.
const WEIGHTS: [f32; CLUES] = [2.8, 0.4, 1.4, 0.4, 2.5, 3.5, 2.0, 1.4, 0.8, 1.0, 1.0, 1.0, 0.3];

/// How much a clue counts that stands in another paragraph.
const APART: f32 = 0.25;

/// Words at the beginning of a sentence that can set it somewhere.
const FRONT: usize = 5;
/// How far up a parse a phrase is looked for.
const DEEP: usize = 12;

struct Candidate {
    state: String,
    clues: [f32; CLUES],
}

impl Candidate {
    fn score(&self, sent: bool) -> f32 {
        let local = [Clue::Within, Clue::Front, Clue::Party].map(|c| c as usize);
        let weight = |i: usize| if sent && local.contains(&i) { -WEIGHTS[i] } else { WEIGHTS[i] };
        self.clues.iter().enumerate().map(|(i, c)| c * weight(i)).sum()
    }
}

#[derive(Default)]
struct Candidates(Vec<Candidate>);

impl Candidates {
    /// Each clue counts once, at its strongest.
    fn clue(&mut self, state: &str, clue: Clue, value: f32) {
        if is_body(state) {
            return;
        }
        let at = self.0.iter().position(|c| c.state == state).unwrap_or_else(|| {
            self.0.push(Candidate { state: state.to_owned(), clues: [0.0; CLUES] });
            self.0.len() - 1
        });
        let old = &mut self.0[at].clues[clue as usize];
        *old = old.max(value);
    }
}

impl Reader<'_> {
    /// The state that the actor at `head` most likely belongs to. Holders of an `office` abroad, ambassadors above all,
    /// are not of the state where they act.
    pub fn setting(&self, head: usize, office: Option<&str>) -> Option<String> {
        let mut all = Candidates::default();
        let states = &self.scene.states;
        for (state, share) in &states.leading {
            all.clue(state, Clue::Share, *share);
        }
        if let Some(state) = &states.written {
            all.clue(state, Clue::Written, 1.0);
        }
        self.before(head, &mut all);
        self.after(head, &mut all);
        let sent = office.is_some_and(|o| words::is_sent(&o.to_lowercase()));
        let best = all.0.into_iter().map(|c| (c.score(sent), c.state));
        best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|b| b.1)
    }

    /// Clues from what the report has told so far: this sentence up to here, and the two before.
    fn before(&self, head: usize, all: &mut Candidates) {
        let sentences = &self.scene.sentences;
        let paragraph = sentences[self.si].paragraph;
        for m in self.mentions.iter().rev().take(90).take_while(|m| m.sentence + 3 > self.si) {
            let back = self.si - m.sentence;
            for &id in &m.members {
                let who = &self.members[id as usize];
                let Some(state) = who.state.as_deref() else { continue };
                if back == 0 {
                    if let Some(clue) = self.here(m.head, head, m.subject, m.place) {
                        all.clue(state, clue, 1.0);
                    }
                    continue;
                }
                let value = if sentences[m.sentence].paragraph == paragraph { 1.0 } else { APART };
                let clue = match back {
                    1 if m.place && self.is_set(m.sentence, m.head) => Clue::BeforeWithin,
                    1 if m.subject => Clue::BeforeSubject,
                    1 => Clue::BeforeNamed,
                    _ => Clue::Earlier,
                };
                all.clue(state, clue, value);
            }
        }
    }

    /// Clues from the names in the rest of the sentence.
    fn after(&self, head: usize, all: &mut Candidates) {
        for spot in self.scene.names.spots(self.si).iter().filter(|n| n.last > head) {
            let state = if spot.is_person() {
                let person = self.scene.people.at(self.si, spot);
                person.and_then(|p| self.members[self.persons[p] as usize].state.as_deref())
            } else {
                spot.state().or_else(|| self.scene.names.place_state(self.si, spot.first))
            };
            let Some(state) = state else { continue };
            let token = self.spot_head(spot);
            let subject = phrase::role_of(&self.scene.sentences[self.si], token).starts_with("nsubj");
            let place = self.is_place_at(token);
            if let Some(clue) = self.here(token, head, subject, place) {
                all.clue(state, clue, 1.0);
            }
        }
    }

    /// What a mention at `other` in the sentence at hand says about the one at `head`.
    fn here(&self, other: usize, head: usize, subject: bool, place: bool) -> Option<Clue> {
        let s = &self.scene.sentences[self.si];
        let joined = |a: usize, b: usize| s.tokens[a].rel() == "conj" && s.tokens[a].head == Some(b);
        // "opposition" in "opposition leaders" knows no more than they.
        if s.tokens[other].rel() == "compound" && s.tokens[other].head == Some(head) {
            return None;
        }
        if joined(other, head) || joined(head, other) {
            return Some(Clue::Beside);
        }
        if under(s, other, head) {
            return Some(Clue::Under);
        }
        if place {
            // "flew to Honiara" says nothing of who flew.
            let clue = if other < FRONT && other < head { Clue::Front } else { Clue::Within };
            return self.is_set(self.si, other).then_some(clue);
        }
        let tree = &self.scene.trees[self.si];
        let verb = |t: usize| phrase::governor(s, t).map(|g| phrase::shared_clause(s, tree, g));
        let party = s.tokens[head].rel() != "nmod"
            && verb(head).is_some()
            && verb(other) == verb(head)
            && phrase::role_of(s, other) != phrase::role_of(s, head);
        match (party, subject) {
            (true, _) => Some(Clue::Party),
            (_, true) => Some(Clue::Subject),
            _ => Some(Clue::Named),
        }
    }

    /// Whether a phrase tells where something happens.
    fn is_set(&self, sentence: usize, token: usize) -> bool {
        let s = &self.scene.sentences[sentence];
        let case = self.scene.trees[sentence].case(s, token);
        matches!(
            case.as_deref(),
            Some(
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "within"
                    | "from"
                    | "throughout"
            )
        )
    }
}

/// Whether a token hangs on another, through a relative clause or a complement.
fn under(s: &Sentence, token: usize, head: usize) -> bool {
    let up = |&at: &usize| s.tokens.get(at)?.head;
    std::iter::successors(Some(token), up).skip(1).take(DEEP).any(|at| at == head)
}
