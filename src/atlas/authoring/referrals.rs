//! Which plates show where a point's pain goes: the share of its essential zone that each of them shows.

use super::Sources;
use crate::atlas::{Patch, PlateView, Referral, TriggerPoint};

/// A plate that shows less than this share of the most that any shows of a patch does not show it.
const SHOWN: f64 = 1.0 / 3.0;

impl Sources {
    /// What share of a point's essential zone each view shows, in percent: of each patch, the side on which it is felt, as
    /// much as lies within the view's frame, against the most that any view shows of it.
    pub fn shares(&self, trigger: &TriggerPoint) -> Vec<u8> {
        let essential = &trigger.essential;
        let whole: f64 = essential.iter().map(|patch| self.most_mm2(patch)).sum();
        let share = |view: &PlateView| {
            let seen: f64 = essential.iter().map(|patch| self.shown_mm2(view, patch)).sum();
            // At most the whole, and a whole of nothing shows nothing.
            if whole > 0.0 { (100.0 * seen / whole).round().clamp(0.0, 100.0) as u8 } else { 0 }
        };
        self.views.iter().map(share).collect()
    }

    /// Where the pain of a point that opens on a view is seen.
    pub(super) fn referral(&self, trigger: &TriggerPoint, opens: &str, shares: &[u8]) -> Referral {
        let number = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
        let mut plates: Vec<usize> = (0..shares.len()).collect();
        plates.sort_by_key(|&place| std::cmp::Reverse(shares[place]));
        let percent = plates.first().map_or(0, |&best| shares[best]);
        let least = Referral::MOST.min(percent);
        let opens = self.views.iter().position(|view| view.id == opens);
        Referral {
            opens: number(opens.unwrap_or_default()),
            beside: plates.first().and_then(|&best| self.beside(trigger, &self.views[best])).map(number),
            plates: plates.into_iter().filter(|&place| shares[place] >= least).map(number).collect(),
            percent,
        }
    }

    /// Of the patches that a view does not show, the view that shows most; none where it shows all, or none shows more.
    fn beside(&self, trigger: &TriggerPoint, first: &PlateView) -> Option<usize> {
        let is_hidden = |patch: &Patch| self.shown_mm2(first, patch) < SHOWN * self.most_mm2(patch);
        let tiers = [(1.0, &trigger.essential), (0.5, &trigger.spillover)];
        let patches = tiers.iter().flat_map(|(weight, tier)| tier.iter().map(move |patch| (*weight, patch)));
        let hidden: Vec<(f64, &Patch)> = patches.filter(|(_, patch)| is_hidden(patch)).collect();
        let shown = |view: &PlateView| -> f64 {
            hidden.iter().map(|(weight, patch)| weight * self.shown_mm2(view, patch)).sum()
        };
        let areas = self.views.iter().map(shown).enumerate().filter(|(_, area)| *area > 0.0);
        // The first of several that show as much.
        areas.rev().max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(place, _)| place)
    }

    /// How much a view shows of a patch, in square millimetres.
    fn shown_mm2(&self, view: &PlateView, patch: &Patch) -> f64 {
        // The plate as it is drawn shows one side of the body; the other is seen in its mirror image.
        let side = view.only_side().unwrap_or_default();
        self.plates.get(&view.id).map_or(0.0, |plate| plate.patch_mm2(&patch.region, patch.side(side)))
    }

    /// The most that any view shows of a patch.
    fn most_mm2(&self, patch: &Patch) -> f64 {
        self.views.iter().map(|view| self.shown_mm2(view, patch)).fold(0.0, f64::max)
    }
}
