//! What ways take, by turns.

/// What each way took in each round; the first way is the one without the relay.
pub(super) struct Rounds<T>(Vec<Vec<T>>);

impl<T: Copy> Rounds<T> {
    /// Lets `count` ways take turns, so that what disturbs the machine disturbs all. A first round, which warms up,
    /// is not counted.
    pub(super) fn take(rounds: usize, count: usize, mut measure: impl FnMut(usize) -> T) -> Self {
        for way in 0..count {
            let _ = measure(way);
        }
        Self(
            (0..rounds)
                .map(|_| (0..count).map(&mut measure).collect())
                .collect(),
        )
    }

    /// The median of something in each round of a way, and its range: it is given what the first way took, too.
    pub(super) fn of(&self, way: usize, what: impl Fn(T, T) -> f64) -> Spread {
        let mut values: Vec<f64> = self.0.iter().map(|it| what(it[way], it[0])).collect();
        values.sort_by(f64::total_cmp);
        Spread {
            least: values[0],
            median: values[values.len() / 2],
            most: values[values.len() - 1],
        }
    }
}

/// A median and its range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    least: f64,
    pub(super) median: f64,
    most: f64,
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            least,
            median,
            most,
        } = self;
        write!(f, "{median:.2} [{least:.2}-{most:.2}]")
    }
}
