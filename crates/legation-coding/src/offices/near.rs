//! Titles that stand before a name or beside it.

use super::title::{self, Title};
use crate::cast::scene::Scene;
use crate::cast::words;
use legation_record::Upos;

/// "Azerbaijani President Ilham Aliyev", "spokesman Lt. Colonel Tom Keegan": titles before the name.
pub fn prenominal(scene: &Scene, si: usize, first: usize, last: usize, push: &mut impl FnMut(Title)) {
    let tokens = &scene.sentences[si].tokens;
    let mut end = first;
    while end > 0 && words::is_honorific(&scene.lower(si, end - 1)) {
        end -= 1;
    }
    // The stretch of words that can belong to the title.
    let mut lo = end;
    while lo > 0 {
        let t = &tokens[lo - 1];
        let word = match t.upos {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Part => true,
            Upos::Det | Upos::Pron => lo >= 2 && t.upos != Upos::Pron || t.has_feat("Poss=Yes"),
            Upos::Adp => matches!(t.form.as_str(), "of" | "for") && lo < end,
            // "Investments and Development" is one name; "X and President Y" are two.
            Upos::Cconj => {
                lo < end && (scene.names.at(si, lo).is_none() || scene.names.at(si, lo - 1).is_some())
            }
            Upos::Punct => t.form == "-",
            Upos::Adv => matches!(t.form.as_str(), "then" | "formerly"),
            _ => false,
        };
        let other = scene.names.at(si, lo - 1).is_some_and(|n| n.is_person()) && lo == end;
        if !word || other || end - lo > 14 {
            break;
        }
        lo -= 1;
    }
    for _ in 0..3 {
        if lo >= end {
            return;
        }
        // The shortest tail that is an office and reaches up to the name, then what stands to its left.
        let Some(title) = (lo..end)
            .rev()
            .filter(|&at| matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj))
            .find_map(|at| title::read(scene, si, at, end).filter(|t| reaches(scene, si, t, end)))
            .and_then(|tail| {
                let start = (lo..=tail.first).find(|&at| {
                    (at == lo || !matches!(tokens[at].upos, Upos::Adp | Upos::Cconj | Upos::Part))
                        && title::read(scene, si, at, end)
                            .is_some_and(|t| t.last >= tail.first && t.first <= tail.first)
                });
                title::read(scene, si, start.unwrap_or(tail.first), end)
            })
        else {
            return;
        };
        end = title.first;
        let mut title = title;
        // "President Xi Jinping of China"
        if title.state.is_none() && tokens.get(last + 1).is_some_and(|t| t.form == "of") {
            title.state = scene
                .names
                .known_at(si, last + 2)
                .filter(|n| n.is_state())
                .and_then(|n| n.state().map(str::to_owned));
        }
        let whose = title.body.is_some() || title.state.is_some() || title.boss.is_some();
        push(title);
        if whose {
            return;
        }
    }
}

/// "lawyers Xie Yang and Li Heping", "advocates such as Mannie Witz": each of the list has the title.
pub fn listed(scene: &Scene, si: usize, first: usize, push: &mut impl FnMut(Title)) {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let mut at = first;
    for _ in 0..8 {
        let t = &s.tokens[at];
        let case = tree.case(s, at);
        let goes_on = match t.rel() {
            "conj" | "appos" | "flat" | "compound" => true,
            "nmod" => matches!(case.as_deref(), Some("such" | "like" | "including")),
            _ => false,
        };
        let Some(head) = t.head.filter(|&h| goes_on && h < s.tokens.len()) else { return };
        if matches!(t.rel(), "appos" | "compound" | "flat" | "nmod") && s.tokens[head].has_feat("Number=Plur")
        {
            let lo = tree.phrase(s, head).0;
            if head < first
                && let Some(title) = title::read_plural(scene, si, lo, head + 1)
            {
                push(title);
            }
            return;
        }
        at = head;
    }
}

/// Whether nothing but the title's own complement stands between it and the name.
fn reaches(scene: &Scene, si: usize, title: &Title, end: usize) -> bool {
    title.last + 1 == end
        || matches!(scene.lower(si, title.last + 1).as_str(), "of" | "for" | "to" | "at" | "in")
}

/// Whether an apposition tells an office at all: "leader" and "head" need what they lead.
fn is_whole(scene: &Scene, si: usize, lo: usize, title: &Title) -> bool {
    let words = title.text.split_whitespace().count();
    let bare = title.state.is_none() && title.body.is_none() && title.boss.is_none();
    // "Asia's longest serving leader" praises.
    let superlative = scene.sentences[si].tokens[lo..=title.last]
        .iter()
        .any(|t| t.has_feat("Degree=Sup") || t.form.ends_with("est") && t.upos != Upos::Propn);
    !(superlative || bare && words == 1 && title::is_plain(&scene.lemma(si, title.first)))
}

/// "X, Azerbaijan's foreign minister," and "Trump's top economic adviser, X, said".
pub fn beside(scene: &Scene, si: usize, first: usize, last: usize, push: &mut impl FnMut(Title)) {
    let tokens = &scene.sentences[si].tokens;
    let mark = |i: usize| {
        tokens.get(i).is_some_and(|t| matches!(t.form.as_str(), "," | "(" | "—" | "–" | "--" | "-" | "-LRB-"))
    };
    if mark(last + 1) {
        let mut lo = last + 2;
        // "Mahathir, 92, said": an age goes before nothing.
        if tokens.get(lo).is_some_and(|t| t.upos == Upos::Num) && mark(lo + 1) {
            lo += 2;
        }
        let hi = stop(scene, si, lo);
        let follows = scene.names.at(si, hi).is_some_and(|n| n.is_person())
            || (lo..hi).any(|i| {
                scene
                    .names
                    .at(si, i)
                    .is_some_and(|n| n.is_person() && tokens[i].rel() != "nmod" && !possessor(scene, si, &n))
            });
        let closed = tokens.get(hi).is_none_or(|t| {
            matches!(t.upos, Upos::Punct | Upos::Pron | Upos::Sconj)
            // ", the minister said" has its own subject; ", minister of X speaking for Y" is an apposition.
            || t.upos == Upos::Verb && t.rel() == "acl"
        });
        if lo < hi
            && !follows
            && closed
            && let Some(mut title) = title::read(scene, si, lo, hi)
            && title.first <= head_limit(scene, si, lo, hi)
            && is_whole(scene, si, lo, &title)
        {
            // "professor at the University of St. Thomas in Houston, Texas"
            if title.state.is_none() && tokens.get(hi).is_some_and(|t| t.form == ",") {
                title.state = scene.names.inner_state(si, hi + 1).map(str::to_owned);
            }
            push(title);
        }
    }
    // "Chief of Army Staff (COAS), General Bajwa": the comma stands before the title that goes with the name.
    let name = first;
    let first = first_of_name(scene, si, name);
    if first >= 2
        && mark(first - 1)
        && (first < name
            || tokens.get(last + 1).is_none_or(|t| t.upos == Upos::Punct || t.upos == Upos::Part))
    {
        let mut lo = first - 1;
        while lo > 0
            && !matches!(tokens[lo - 1].upos, Upos::Verb | Upos::Aux | Upos::Sconj)
            && first - lo < 16
        {
            let t = &tokens[lo - 1];
            if t.upos == Upos::Punct && !matches!(t.form.as_str(), "-" | "(" | ")" | "“" | "”" | "\"") {
                break;
            }
            lo -= 1;
        }
        // "The foreign minister, X," but not "and ministers, X".
        while lo < first && matches!(tokens[lo].upos, Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Punct) {
            lo += 1;
        }
        let hi = first - 1;
        let taken = (lo..hi)
            .any(|i| scene.names.at(si, i).is_some_and(|n| n.is_person() && !possessor(scene, si, &n)));
        if !taken
            && let Some(title) = title::read(scene, si, lo, hi)
            && (tokens[first].rel() == "appos"
                || title.sector.is_some() && (lo == 0 || tokens[lo - 1].upos == Upos::Punct)
                || (title.sector.is_some() && tokens.get(last + 1).is_some_and(|t| t.form == ",")))
        {
            push(title);
        }
    }
}

/// The first token of the name with the title and the form of address right before it.
fn first_of_name(scene: &Scene, si: usize, first: usize) -> usize {
    let words = &scene.words[si][..first];
    (first.saturating_sub(4)..first)
        .find(|&i| scene.knowledge.office_at(words, i).is_some_and(|o| i + o.len == first))
        .unwrap_or(first)
}

fn possessor(scene: &Scene, si: usize, spot: &crate::cast::names::Spot) -> bool {
    let tokens = &scene.sentences[si].tokens;
    let mark = tokens.get(spot.last + 1).is_some_and(|t| matches!(t.form.as_str(), "'s" | "’s" | "'" | "’"));
    mark || spot
        .first
        .checked_sub(1)
        .is_some_and(|p| matches!(scene.lower(si, p).as_str(), "of" | "to" | "for"))
}

/// The last token before the first preposition: the head of an apposition stands no later.
fn head_limit(scene: &Scene, si: usize, lo: usize, hi: usize) -> usize {
    let tokens = &scene.sentences[si].tokens;
    (lo..hi).find(|&i| tokens[i].upos == Upos::Adp).unwrap_or(hi)
}

/// Where an apposition that begins at `lo` ends: a comma, a bracket, a verb, a relative word.
fn stop(scene: &Scene, si: usize, lo: usize) -> usize {
    let tokens = &scene.sentences[si].tokens;
    let mut i = lo;
    while i < tokens.len() && i < lo + 24 {
        let t = &tokens[i];
        let ends = match t.upos {
            Upos::Punct => !matches!(t.form.as_str(), "-" | "“" | "”" | "\""),
            Upos::Verb | Upos::Aux => !matches!(t.rel(), "amod" | "compound" | "acl"),
            Upos::Pron => !t.has_feat("Poss=Yes"),
            Upos::Sconj => true,
            _ => false,
        };
        if ends {
            break;
        }
        i += 1;
    }
    i
}
