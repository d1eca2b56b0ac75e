//! Small sets of words, kept as numbers: what one comparison does a million times must not follow pointers.

use crate::hash;

/// Words by their hashes, sorted. Two words in four thousand million fall together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(Box<[u32]>);

impl Set {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words are in both.
    pub fn common(&self, other: &Set) -> usize {
        let (mut a, mut b, mut both) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            a += usize::from(x <= y);
            b += usize::from(y <= x);
            both += usize::from(x == y);
        }
        both
    }

    /// Whether any word is in both.
    pub fn meets(&self, other: &Set) -> bool {
        self.common(other) > 0
    }
}

impl<T: AsRef<str>> FromIterator<T> for Set {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Set {
        let mut numbers: Vec<u32> =
            words.into_iter().map(|word| (hash::quick(&[word.as_ref()]) >> 32) as u32).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Set(numbers.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_both_are_counted_once() {
        let one: Set = ["oil", "gas", "oil", "embassy"].into_iter().collect();
        let other: Set = ["gas", "embassy", "visit"].into_iter().collect();
        assert_eq!((one.len(), one.common(&other), other.common(&one)), (3, 2, 2));
        assert!(one.meets(&other) && !one.meets(&Set::default()));
    }
}
