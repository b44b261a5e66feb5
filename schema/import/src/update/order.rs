//! The order of what comes from two sides.

/// The keys of both sides, in one order: that of the description where the document still has the
/// same keys as before, else that of the document, unless only the description changed it. What is
/// new in the description comes after what it follows there, or last.
pub(super) fn merged<'k>(base: &[&'k str], ours: &[&'k str], theirs: &[&'k str]) -> Vec<&'k str> {
    if base == ours || (is_reordered(base, theirs) && !is_reordered(base, ours)) {
        insert(theirs, ours, true)
    } else {
        insert(ours, theirs, false)
    }
}

/// Whether what was there before comes in another order.
fn is_reordered(base: &[&str], side: &[&str]) -> bool {
    let common = base.iter().filter(|key| side.contains(key));
    !common.eq(side.iter().filter(|key| base.contains(key)))
}

/// Puts the keys that only `others` has among `keys`; `first`: what follows nothing comes first.
fn insert<'k>(keys: &[&'k str], others: &[&'k str], first: bool) -> Vec<&'k str> {
    let mut merged = keys.to_vec();
    let mut before: Option<&str> = None;
    for key in others {
        if !keys.contains(key) {
            let place = merged.iter().position(|it| Some(*it) == before);
            let place = match place {
                Some(place) => place + 1,
                None if first => 0,
                None => merged.len(),
            };
            // What the other side put there stays where it is.
            let stays = merged[place..].iter().take_while(|it| !others.contains(it));
            merged.insert(place + stays.count(), key);
        }
        before = Some(key);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn order(base: &'static str, ours: &'static str, theirs: &'static str, expected: &str) {
        let keys = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        assert_eq!(
            merged(&keys(base), &keys(ours), &keys(theirs)).join(" "),
            expected
        );
    }

    #[test]
    fn what_is_new_comes_after_what_it_follows() {
        order("a b c", "a b c", "x a y b c", "x a y b c");
        order("a b c d", "a b c", "a x b c d", "a x b c d");
        order("a b c o", "a b c", "a b x y c", "a b x y c");
        order("a b c", "a b o c", "a b x c", "a b o x c");
        order("a b", "a b o", "a b x", "a b o x");
    }

    #[test]
    fn what_follows_nothing_comes_last() {
        order("a", "a b", "x a", "a b x");
    }

    #[test]
    fn an_order_that_one_side_changed_holds() {
        order("a b c", "c a b", "a b c x", "c x a b");
        order("a b c", "a b c", "c b a", "c b a");
        order("a b c", "o a b c", "c b a", "o c b a");
        order("a b c", "b a c", "c b a", "b a c");
    }

    #[test]
    fn what_one_side_dropped_changes_no_order() {
        order("a b c", "a c", "a b c x", "a b c x");
        order("a b c", "a b c", "c a", "c a b");
    }
}
