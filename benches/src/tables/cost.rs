//! What a variant takes, by turns with others.

/// Times, and their ratios to the first variant's in the same round.
#[derive(Default)]
pub(super) struct Cost {
    times: Vec<f64>,
    ratios: Vec<f64>,
}

impl Cost {
    /// Lets `count` variants take turns, so that what disturbs the machine disturbs all. A first
    /// round, which warms up, is not counted.
    pub(super) fn by_turns(
        rounds: usize,
        count: usize,
        mut time: impl FnMut(usize) -> f64,
    ) -> Vec<Self> {
        let mut costs: Vec<Self> = (0..count).map(|_| Self::default()).collect();
        for round in 0..=rounds {
            let times: Vec<f64> = (0..count).map(&mut time).collect();
            if round == 0 {
                continue;
            }
            for (cost, &time) in costs.iter_mut().zip(&times) {
                cost.times.push(time);
                cost.ratios.push(time / times[0]);
            }
        }
        for cost in &mut costs {
            cost.times.sort_by(f64::total_cmp);
            cost.ratios.sort_by(f64::total_cmp);
        }
        costs
    }

    /// The median time.
    pub(super) fn time(&self) -> f64 {
        self.times[self.times.len() / 2]
    }

    /// The median ratio and its range.
    pub(super) fn ratio(&self) -> String {
        let (ratios, last) = (&self.ratios, self.ratios.len() - 1);
        format!(
            "{:.2} [{:.2}-{:.2}]",
            ratios[ratios.len() / 2],
            ratios[0],
            ratios[last]
        )
    }
}
