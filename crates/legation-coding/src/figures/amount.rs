//! An amount: a numeral with its bounds ("more than", "between ... and") and what it is an amount of, as far as the
//! words beside it tell: money, a share, a measure; or a count, whose noun [`counted`](super::counted) finds.

use super::atoms::{Atom, Kind};
use super::bounds::{self, Bounds};
use super::numeral::{self, Manner, Numeral};
use super::report::Report;
use super::units::Sort;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Of {
    Money(String),
    /// Percent and its kin, tons, hectares: the unit's name.
    Measure(String),
    /// A length of time.
    Time(String),
    /// Something counted, to be looked for after atom `last`; `joined` by a hyphen (`four-party`).
    Count {
        joined: bool,
    },
    /// Of nothing that a record holds: speeds, temperatures.
    Aside,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// Atoms from the first word of the bounds to the last of the unit.
    pub first: usize,
    pub last: usize,
    pub numeral: Numeral,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Of,
}

/// The amounts that begin at atom `at` (two for "from 10 to 25 percent"), the first taking no atom before `floor`.
pub(crate) fn read(atoms: &[Atom], at: usize, floor: usize, report: &Report) -> Vec<Amount> {
    let Some(one) = single(atoms, at, report) else { return Vec::new() };
    let lead = bounds::before(atoms, at, floor);
    let vote = follows_vote(atoms, at);
    let joint = joint(atoms, &one, lead.between).filter(|_| !vote);
    let second = joint.and_then(|next| single(atoms, next, report));
    let Some(two) = second.filter(|two| fits(atoms, &one, two)) else {
        return vec![bounded(atoms, one, lead)];
    };
    let mut one = one;
    if matches!(one.of, Of::Count { .. }) {
        one.of = two.of.clone();
        // `2 to 3 million`, `$10-15 billion`: the scale is of both.
        if !one.numeral.scaled && two.numeral.scaled && one.value < two.value && two.numeral.figures {
            let scale = scale_of(atoms, &two.numeral);
            if one.value * scale <= two.value {
                one.value *= scale;
            }
        }
    } else if let (Of::Money(_), Of::Count { .. }) = (&one.of, &two.of) {
        let scale =
            if one.numeral.scaled || one.numeral.letter { 1.0 } else { scale_of(atoms, &two.numeral) };
        one.value *= if one.value * scale <= two.value { scale } else { 1.0 };
    }
    let of = if let Of::Count { .. } = two.of { one.of.clone() } else { two.of.clone() };
    // "from 10 to 25 percent" is a change or a stretch: both ends are told.
    if lead.from {
        let first = Amount { of: of.clone(), ..one };
        return vec![first, Amount { of, ..two }];
    }
    if two.value <= one.value {
        return vec![bounded(atoms, one, lead)];
    }
    vec![Amount {
        first: lead.first.unwrap_or(one.first).saturating_sub(usize::from(lead.between)),
        last: two.last,
        numeral: Numeral { last: two.numeral.last, ..one.numeral },
        value: one.value,
        low: Some(one.value),
        high: Some(two.value),
        of,
    }]
}

/// Whether two numbers may be the ends of one range: alike in unit, and the first without a counted noun of its own.
fn fits(atoms: &[Atom], one: &Amount, two: &Amount) -> bool {
    let alike = match (&one.of, &two.of) {
        (Of::Money(a), Of::Money(b)) => a == b,
        (Of::Count { joined: false }, _) => true,
        (Of::Money(_), Of::Count { .. }) => two.numeral.last + 1 >= atoms.len() || !one.numeral.letter,
        (a, b) => a == b,
    };
    alike && one.numeral.manner == Manner::Exact && two.numeral.manner == Manner::Exact
}

/// The scale that the words of a numeral in figures multiply by.
fn scale_of(atoms: &[Atom], numeral: &Numeral) -> f64 {
    match atoms.get(numeral.first).and_then(Atom::number) {
        Some(plain) if plain > 0.0 && numeral.figures => numeral.value / plain,
        _ => 1.0,
    }
}

/// Whether an atom stands behind the word of a vote, so that `273-119` is two numbers and no range.
pub(super) fn follows_vote(atoms: &[Atom], at: usize) -> bool {
    atoms[at.saturating_sub(4).min(atoms.len())..at.min(atoms.len())]
        .iter()
        .any(|a| a.one_of(&["vote", "votes", "voted", "voting"]))
}

/// Where the second end of a range would begin: after `-`, `to`, `or`, and (where `between` leads) `and`.
fn joint(atoms: &[Atom], one: &Amount, between: bool) -> Option<usize> {
    let link = atoms.get(one.last + 1)?;
    let next = atoms.get(one.last + 2)?;
    let small = one.value <= 20.0 && !one.numeral.scaled;
    let range = link.is_dash() && (next.glued == link.glued)
        || link.is("to")
        || link.is("and") && between
        || link.is("or") && small;
    range.then_some(one.last + 2)
}

fn bounded(atoms: &[Atom], one: Amount, lead: Bounds) -> Amount {
    let mut amount = one;
    if amount.numeral.manner == Manner::Vague {
        amount.low = Some(amount.value);
    }
    if lead.low {
        amount.low = Some(amount.value);
    }
    if lead.high {
        (amount.low, amount.high) = (None, Some(amount.value));
    }
    if let Some((last, low)) = bounds::after(atoms, amount.last + 1) {
        amount.last = last;
        match low {
            Some(true) => amount.low = Some(amount.value),
            Some(false) => amount.high = Some(amount.value),
            None => {}
        }
    }
    amount.first = lead.first.unwrap_or(amount.first);
    amount
}

/// One numeral with the unit that touches it.
fn single(atoms: &[Atom], at: usize, report: &Report) -> Option<Amount> {
    let plus = |i: usize| atoms.get(i).filter(|a| matches!(a.text, "+" | "-" | "−" | "±" | "~"));
    let sign = currency_before(atoms, at, report);
    let begin = sign.as_ref().map_or(at, |(_, next)| *next);
    let numeral = numeral::read(atoms, begin)?;
    let mut amount = Amount {
        first: at,
        last: numeral.last,
        numeral,
        value: numeral.value,
        low: None,
        high: None,
        of: Of::Count { joined: false },
    };
    // `+432 billion`: the sign belongs to the words.
    if sign.is_none()
        && at > 0
        && atoms[at].glued
        && plus(at - 1).is_some_and(|a| a.text == "+" && !a.glued || a.text == "~")
    {
        amount.first = at - 1;
    }
    if let Some((code, _)) = sign {
        amount.of = Of::Money(code);
        // `$5 million US`, `$3m Australian dollars`: told by `choose` from the words beside.
        return Some(amount);
    }
    let mut next = numeral.last + 1;
    // `4+%`
    if plus(next).is_some_and(|a| a.glued && a.text == "+") && atoms.get(next + 1).is_some_and(|a| a.glued) {
        amount.low = Some(amount.value);
        next += 1;
    }
    let joined = atoms.get(next).is_some_and(|d| d.is_dash() && d.glued)
        && atoms.get(next + 1).is_some_and(|a| a.glued && a.kind == Kind::Word);
    let from = if joined { next + 1 } else { next };
    let from = if numeral.manner == Manner::Vague && atoms.get(from).is_some_and(|a| a.is("of")) {
        from + 1
    } else {
        from
    };
    if let Some((code, last)) = currency_after(atoms, from, report) {
        (amount.of, amount.last) = (Of::Money(code), last);
    } else if let Some((of, last)) = measure_after(atoms, from, report) {
        (amount.of, amount.last) = (of, last);
    } else if numeral.letter && metres(atoms, &numeral) {
        amount.value = atoms.get(numeral.first).and_then(Atom::number)?;
        amount.of = Of::Measure("meter".into());
    } else {
        amount.of = Of::Count { joined };
    }
    Some(amount)
}

/// `200m` is a length unless something countable follows; `3m people` is a count.
fn metres(atoms: &[Atom], numeral: &Numeral) -> bool {
    let letter = atoms.get(numeral.last).is_some_and(|a| a.text == "m");
    let stop = [
        "away", "from", "long", "high", "deep", "tall", "wide", "off", "below", "above", "north", "south",
        "east", "west",
    ];
    letter && atoms.get(numeral.last + 1).is_none_or(|a| a.kind == Kind::Sign || a.one_of(&stop))
}

/// A currency's sign or code before digits: `$`, `US$`, `Rs.`, `EUR `; gives the code and the atom of the numeral.
fn currency_before(atoms: &[Atom], at: usize, report: &Report) -> Option<(String, usize)> {
    let first = atoms.get(at)?;
    if first.kind == Kind::Number
        || at > 0 && first.glued && first.kind == Kind::Word && atoms[at - 1].kind == Kind::Number
    {
        return None;
    }
    let mut sign = String::new();
    let mut best = None;
    for (i, atom) in atoms.iter().enumerate().skip(at).take(3) {
        // `NZ $ 26 million`, as some agencies space it.
        let spaced = i == at + 1 && atom.text == "$" && first.is_capital() && first.text.len() <= 3;
        if i > at && !atom.glued && !spaced || atom.kind == Kind::Number {
            break;
        }
        sign.push_str(atom.text);
        let candidates = report.units.currency_sign(&sign);
        if candidates.is_empty() {
            continue;
        }
        let mut next = i + 1;
        if atoms.get(next).is_some_and(|a| a.glued && a.text == ".")
            && atoms.get(next + 1).is_some_and(|a| a.kind == Kind::Number)
        {
            next += 1;
        }
        let Some(number) = atoms.get(next) else { break };
        let letters = sign.chars().all(char::is_alphabetic);
        let usual =
            sign.len() > 2 || !letters || matches!(sign.as_str(), "Rs" | "RM" | "Rp" | "Tk" | "Sh" | "Dh");
        let is_number = number.kind == Kind::Number || !letters && numeral::read(atoms, next).is_some();
        if is_number && (number.glued || usual) {
            let chosen = if sign == "$" { report.bare_dollar() } else { report.choose(candidates, &[]) };
            // A single letter is money only where the report speaks of its state: `R200 million`, but `K2`.
            let chosen = chosen.filter(|c| sign.len() > 1 || !letters || report.mentions(*c) > 0);
            best = chosen.map(|c| (report.units.currency(c).to_string(), next)).or(best);
        }
    }
    best
}

/// `dollars`, `US dollars`, `Pakistani rupees`, `euros`, `USD`, `€` after a numeral; gives the code and its last atom.
fn currency_after(atoms: &[Atom], from: usize, report: &Report) -> Option<(String, usize)> {
    let mut beside: Vec<&str> = Vec::new();
    for (i, atom) in atoms.iter().enumerate().skip(from).take(4) {
        let words = report.units.currency_word(&atom.lower);
        if !words.is_empty() && atom.kind == Kind::Word {
            let chosen = report.choose(words, &beside)?;
            let sure = !report.units.is_doubtful(&atom.lower)
                || beside.iter().any(|w| report.units.tells(chosen, w))
                || report.mentions(chosen) > 0;
            if !sure
                || atom.is("pounds") && is_weight(atoms, i, chosen, &beside, report)
                || atom.is("pound") && !atom.glued
            {
                return None;
            }
            let mut last = i;
            if atoms.get(i + 1).is_some_and(|a| a.is("sterling")) {
                last += 1;
            }
            return Some((report.units.currency(chosen).to_string(), last));
        }
        let signs = report.units.currency_sign(atom.text);
        if i == from
            && !signs.is_empty()
            && (atom.text.len() > 2 || atom.kind == Kind::Sign || atom.text == "TL")
        {
            // `€5 €6`: a sign that leads the next number is not of this one.
            let leads = atoms.get(i + 1).is_some_and(|a| a.kind == Kind::Number && a.glued);
            return report
                .choose(signs, &[])
                .filter(|_| !leads)
                .map(|c| (report.units.currency(c).to_string(), i));
        }
        // Adjectives of states stand between: `5 million Hong Kong dollars`.
        let adjective = atom.kind == Kind::Word
            && (atom.is_capital() || report.units.is_state_word(&atom.lower))
            || atom.is_dash() && atom.glued;
        if !adjective {
            return None;
        }
        beside.push(&atom.lower);
    }
    None
}

/// Pounds of something, or pounds in a report that speaks of no state that pays in pounds.
fn is_weight(atoms: &[Atom], at: usize, chosen: usize, beside: &[&str], report: &Report) -> bool {
    let of = atoms.get(at + 1).is_some_and(|a| a.is("of"));
    of || beside.is_empty()
        && report.mentions(chosen) == 0
        && !atoms.iter().any(|a| a.text == "£" || a.is("sterling"))
}

/// `%`, `percentage points`, `square kilometres`, `barrels per day`.
fn measure_after(atoms: &[Atom], from: usize, report: &Report) -> Option<(Of, usize)> {
    let first = atoms.get(from)?;
    if first.kind == Kind::Sign {
        let unit = report.units.measure_sign(first.text)?;
        let point = |i: usize| atoms.get(i).is_some_and(|a| a.one_of(&["point", "points"]));
        if unit.name == "percent"
            && (point(from + 1) || atoms.get(from + 1).is_some_and(Atom::is_dash) && point(from + 2))
        {
            return Some((Of::Measure("percentage point".into()), from + 1 + usize::from(!point(from + 1))));
        }
        return Some((of_unit(unit.sort, &unit.name), from));
    }
    // Hyphens and a full stop after an abbreviation do not part a unit's words: `percentage-point`, `sq. km`.
    let mut places = Vec::with_capacity(4);
    let mut i = from;
    while places.len() < 4 {
        match atoms.get(i) {
            Some(a) if a.kind == Kind::Word || a.kind == Kind::Number && a.glued => places.push(i),
            Some(a) if a.glued && (a.is_dash() || a.text == "." || a.text == "/") && !places.is_empty() => {}
            _ => break,
        }
        i += 1;
    }
    // `per cent`
    if first.is("per") && places.get(1).is_some_and(|p| atoms[*p].is("cent")) {
        let last = places[1];
        let points = places.get(2).filter(|p| atoms[**p].one_of(&["point", "points"]));
        let name = if points.is_some() { "percentage point" } else { "percent" };
        return Some((Of::Measure(name.into()), points.copied().unwrap_or(last)));
    }
    let (unit, len) = report.units.measure(|n| places.get(n).map_or("", |p| atoms[*p].lower.as_ref()))?;
    // Time words of one letter's kin (`second`) count only in the plural or behind a hyphen.
    if unit.name == "second" && first.is("second") && !first.glued {
        return None;
    }
    Some((of_unit(unit.sort, &unit.name), *places.get(len - 1)?))
}

fn of_unit(sort: Sort, name: &str) -> Of {
    match sort {
        Sort::Share | Sort::Measure | Sort::Weight => Of::Measure(name.into()),
        Sort::Time => Of::Time(name.into()),
        Sort::Aside => Of::Aside,
    }
}
