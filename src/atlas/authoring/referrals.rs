//! Which plates show where a point's pain goes: the share of its essential zone that each of them shows.

use super::Sources;
use crate::atlas::{Patch, PlateView, Referral, TriggerPoint};

impl Sources {
    /// What share of a point's essential zone each view shows, in percent: of each patch, the side on which it is felt, as
    /// much as lies within the view's frame, against the most that any view shows of it.
    pub fn shares(&self, trigger: &TriggerPoint) -> Vec<u8> {
        let shown = |view: &PlateView, patch: &Patch| {
            // The plate as it is drawn shows one side of the body; the other is seen in its mirror image.
            let side = view.only_side().unwrap_or_default();
            self.plates.get(&view.id).map_or(0.0, |plate| plate.patch_mm2(&patch.region, patch.side(side)))
        };
        let essential = &trigger.essential;
        let most = |patch: &Patch| self.views.iter().map(|view| shown(view, patch)).fold(0.0, f64::max);
        let whole: f64 = essential.iter().map(most).sum();
        let share = |view: &PlateView| {
            let seen: f64 = essential.iter().map(|patch| shown(view, patch)).sum();
            // At most the whole, and a whole of nothing shows nothing.
            if whole > 0.0 { (100.0 * seen / whole).round().clamp(0.0, 100.0) as u8 } else { 0 }
        };
        self.views.iter().map(share).collect()
    }

    /// Where the pain of a point that opens on a view is seen.
    pub(super) fn referral(&self, opens: &str, shares: &[u8]) -> Referral {
        let number = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
        let mut plates: Vec<usize> = (0..shares.len()).collect();
        plates.sort_by_key(|&place| std::cmp::Reverse(shares[place]));
        let percent = plates.first().map_or(0, |&best| shares[best]);
        let least = Referral::MOST.min(percent);
        let opens = self.views.iter().position(|view| view.id == opens);
        Referral {
            opens: number(opens.unwrap_or_default()),
            plates: plates.into_iter().filter(|&place| shares[place] >= least).map(number).collect(),
            percent,
        }
    }
}
