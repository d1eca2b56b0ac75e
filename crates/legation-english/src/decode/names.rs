//! Names as the best sequence of BIO tags (Viterbi): `I-X` follows only `B-X` or `I-X`.

use legation_record::{Name, NameKind};

use crate::Error;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tag {
    Outside,
    Begins(NameKind),
    Inside(NameKind),
}

impl Tag {
    pub fn parse(tag: &str) -> Result<Tag, Error> {
        let kind = |kind: &str| {
            NameKind::parse(kind).ok_or_else(|| Error::Model(format!("no kind of name: {kind}")))
        };
        match tag.split_once('-') {
            None if tag == "O" => Ok(Tag::Outside),
            Some(("B", k)) => Ok(Tag::Begins(kind(k)?)),
            Some(("I", k)) => Ok(Tag::Inside(kind(k)?)),
            _ => Err(Error::Model(format!("no tag of names: {tag}"))),
        }
    }

    fn may_follow(self, before: Option<Tag>) -> bool {
        match (self, before) {
            (Tag::Inside(kind), Some(Tag::Begins(k) | Tag::Inside(k))) => kind == k,
            (Tag::Inside(_), _) => false,
            _ => true,
        }
    }
}

/// The names of a sentence from its tokens' scores, one row for each token, `stride` apart.
pub fn names(scores: &[f32], stride: usize, tags: &[Tag]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (token, &tag) in sequence(scores, stride, tags).iter().enumerate() {
        match (tags[tag], found.last_mut()) {
            (Tag::Begins(kind), _) => found.push(Name { first: token, last: token, kind }),
            (Tag::Inside(_), Some(name)) => name.last = token,
            _ => {}
        }
    }
    found
}

fn sequence(scores: &[f32], stride: usize, tags: &[Tag]) -> Vec<usize> {
    let n = tags.len();
    let mut total: Vec<f64> = Vec::new();
    // For each token after the first and each tag, the best tag before it.
    let mut before: Vec<usize> = Vec::with_capacity(scores.len() / stride.max(1) * n);
    for (token, row) in scores.chunks_exact(stride).enumerate() {
        let mut next = Vec::with_capacity(n);
        for (tag, &score) in tags.iter().zip(row) {
            let score = f64::from(score);
            if token == 0 {
                next.push(if tag.may_follow(None) { score } else { f64::NEG_INFINITY });
                continue;
            }
            let (mut from, mut most) = (0, f64::NEG_INFINITY);
            for (i, &t) in total.iter().enumerate() {
                if t > most && tag.may_follow(Some(tags[i])) {
                    (from, most) = (i, t);
                }
            }
            before.push(from);
            next.push(most + score);
        }
        total = next;
    }
    if total.is_empty() {
        return Vec::new();
    }
    let mut tag = 0;
    for (i, &t) in total.iter().enumerate() {
        if t > total[tag] {
            tag = i;
        }
    }
    let mut sequence = vec![tag];
    for row in before.chunks_exact(n).rev() {
        tag = row[tag];
        sequence.push(tag);
    }
    sequence.reverse();
    sequence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags() -> Vec<Tag> {
        ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"].map(|t| Tag::parse(t).unwrap()).into()
    }

    #[test]
    fn an_inside_without_its_beginning_is_mended_by_the_best_whole() {
        // Greedily: I-PER, I-PER, O, B-LOC, I-PER.
        #[rustfmt::skip]
        let scores = [
            0.0, 2.0, 3.0, 0.0, 0.0, 9.0,
            0.0, 0.0, 3.0, 0.0, 0.0, 9.0,
            3.0, 0.0, 0.0, 0.0, 0.0, 9.0,
            0.0, 0.0, 0.0, 3.0, 0.0, 9.0,
            0.0, 0.0, 2.0, 0.0, 1.5, 9.0,
        ];
        let want = [
            Name { first: 0, last: 1, kind: NameKind::Person },
            Name { first: 3, last: 4, kind: NameKind::Location },
        ];
        assert_eq!(names(&scores, 6, &tags()), want);
        assert_eq!(names(&[], 6, &tags()), []);
    }

    #[test]
    fn the_best_sequence_is_the_best_of_all() {
        let tags = tags();
        let mut seed = 7u32;
        for _ in 0..200 {
            let scores: Vec<f32> = std::iter::repeat_with(|| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) as f32 / 10_000.0
            })
            .take(20)
            .collect();
            let mut best = (f32::NEG_INFINITY, Vec::new());
            for code in 0..625usize {
                let s: Vec<usize> = (0..4).map(|i| code / 5usize.pow(i) % 5).collect();
                let fits = (0..4).all(|i| tags[s[i]].may_follow((i > 0).then(|| tags[s[i - 1]])));
                let sum = s.iter().enumerate().map(|(i, &t)| scores[i * 5 + t]).sum();
                if fits && sum > best.0 {
                    best = (sum, s);
                }
            }
            assert_eq!(sequence(&scores, 5, &tags), best.1);
        }
    }
}
