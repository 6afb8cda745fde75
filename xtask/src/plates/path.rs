//! Compact SVG path data: relative, tenths of a millimetre, no byte that could be spared.

use std::fmt::Write as _;

use kurbo::{BezPath, PathEl, Point};

use super::ease::eased;

/// A path as SVG path data in user units of millimetres, to a tenth. Every place is rounded on its own and the
/// differences taken after, so paths that share a border still share it and errors never add up.
pub(crate) fn data(path: &BezPath) -> String {
    let mut out = Writer::default();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => out.move_to(to),
            PathEl::LineTo(to) => out.line_to(to),
            PathEl::QuadTo(by, to) => out.curve('q', &[by, to]),
            PathEl::CurveTo(by, and, to) => out.cubic(by, and, to),
            PathEl::ClosePath => out.close(),
        }
    }
    out.text
}

/// The same path with every place on a coarser grid, and its curves eased by no more than that moves them. Fewer digits for
/// shapes that nobody measures.
pub(crate) fn coarse(path: &BezPath, joint_mm: f64) -> BezPath {
    snapped(&eased(path, joint_mm * EASED), joint_mm)
}

/// By how much of the grid curves are eased.
const EASED: f64 = 0.7;

/// The same path with every joint on a grid of `joint_mm`, and every handle on one by its length, so that directions hardly
/// change. Handles that mirror each other go on to do so.
pub(crate) fn snapped(path: &BezPath, joint_mm: f64) -> BezPath {
    let snap = |p: Point, grid: f64| Point::new((p.x / grid).round() * grid, (p.y / grid).round() * grid);
    let is_rough = joint_mm > 0.4;
    let near = |control: Point, joint: Point, moved: Point| {
        let grid = match control.distance(joint) {
            long if long > if joint_mm > 0.9 { 4.0 } else { 12.0 } => 1.0,
            middling if middling > if is_rough { 1.8 } else { 5.0 } => 0.5,
            short if short > 1.5 || is_rough => 0.2,
            _ => 0.1,
        };
        moved + snap((control - joint).to_point(), grid).to_vec2()
    };
    let (mut at, mut moved_at) = (Point::ZERO, Point::ZERO);
    let mut out = BezPath::new();
    for element in path.elements() {
        let mut go = |to: Point| {
            let moved = snap(to, joint_mm);
            let before = (at, moved_at);
            (at, moved_at) = (to, moved);
            (before, moved)
        };
        match *element {
            PathEl::MoveTo(to) => out.move_to(go(to).1),
            PathEl::LineTo(to) => out.line_to(go(to).1),
            PathEl::QuadTo(by, to) => out.quad_to(snap(by, joint_mm), go(to).1),
            PathEl::CurveTo(by, and, to) => {
                let ((from, moved_from), moved) = go(to);
                out.curve_to(near(by, from, moved_from), near(and, to, moved), moved);
            }
            PathEl::ClosePath => out.close_path(),
        }
    }
    out
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Where the pen is and where the subpath began, in tenths.
    at: [i64; 2],
    start: [i64; 2],
    /// The last control point of the cubic just written.
    control: Option<[i64; 2]>,
    /// The command that a number without a letter would continue.
    running: Option<char>,
    last_had_point: bool,
}

fn tenths(p: Point) -> [i64; 2] {
    [(p.x * 10.0).round() as i64, (p.y * 10.0).round() as i64]
}

impl Writer {
    fn command(&mut self, letter: char) {
        self.control = None;
        if self.running != Some(letter) {
            self.text.push(letter);
            self.last_had_point = true;
            self.running = Some(letter);
        }
    }

    fn number(&mut self, value: i64) {
        let (whole, tenth) = (value.abs() / 10, value.abs() % 10);
        let after_letter = self.text.ends_with(|c: char| c.is_ascii_alphabetic());
        let bare_point = whole == 0 && tenth != 0;
        if value < 0 {
            self.text.push('-');
        } else if !(after_letter || bare_point && self.last_had_point) {
            self.text.push(' ');
        }
        // Writing to a String cannot fail.
        let _ = match (whole, tenth) {
            (whole, 0) => write!(self.text, "{whole}"),
            (0, tenth) => write!(self.text, ".{tenth}"),
            (whole, tenth) => write!(self.text, "{whole}.{tenth}"),
        };
        self.last_had_point = tenth != 0;
    }

    fn move_to(&mut self, to: Point) {
        let to = tenths(to);
        if self.text.is_empty() {
            self.command('M');
            self.number(to[0]);
            self.number(to[1]);
            self.running = Some('L');
        } else {
            self.running = None;
            self.command('m');
            self.number(to[0] - self.at[0]);
            self.number(to[1] - self.at[1]);
            self.running = Some('l');
        }
        (self.at, self.start) = (to, to);
    }

    fn line_to(&mut self, to: Point) {
        let to = tenths(to);
        match [to[0] - self.at[0], to[1] - self.at[1]] {
            [0, 0] => return,
            [across, 0] => {
                self.command('h');
                self.number(across);
            }
            [0, down] => {
                self.command('v');
                self.number(down);
            }
            [across, down] => {
                self.command('l');
                self.number(across);
                self.number(down);
            }
        }
        self.at = to;
    }

    fn cubic(&mut self, by: Point, and: Point, to: Point) {
        let chord = to - Point::new(self.at[0] as f64 / 10.0, self.at[1] as f64 / 10.0);
        let off = |p: Point| (p - to).cross(chord).abs() <= 0.06 * chord.hypot();
        let between = |p: Point| (0.0..=chord.hypot2()).contains(&(to - p).dot(chord));
        if off(by) && off(and) && between(by) && between(and) {
            self.line_to(to);
            return;
        }
        let reflected = self.control.map(|control| [0, 1].map(|axis| 2 * self.at[axis] - control[axis]));
        let by_tenths = tenths(by);
        let smooth = reflected
            .is_some_and(|reflected| (0..2).all(|axis| (reflected[axis] - by_tenths[axis]).abs() <= 1));
        if smooth {
            self.curve('s', &[and, to]);
        } else {
            self.curve('c', &[by, and, to]);
        }
        self.control = Some(tenths(and));
    }

    fn curve(&mut self, letter: char, points: &[Point]) {
        let rounded: Vec<[i64; 2]> = points.iter().copied().map(tenths).collect();
        if rounded.iter().all(|p| *p == self.at) {
            return;
        }
        self.command(letter);
        for p in &rounded {
            self.number(p[0] - self.at[0]);
            self.number(p[1] - self.at[1]);
        }
        if let Some(last) = rounded.last() {
            self.at = *last;
        }
    }

    fn close(&mut self) {
        self.text.push('z');
        self.running = None;
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(absolute: &str, expected: &str) {
        let path = BezPath::from_svg(absolute).expect("path data");
        let compact = data(&path);
        assert_eq!(compact, expected);
        let back = BezPath::from_svg(&compact).expect("what was written can be read");
        let ends = |path: &BezPath| path.segments().map(|s| kurbo::ParamCurve::end(&s)).collect::<Vec<_>>();
        for (one, two) in ends(&path).iter().zip(ends(&back)) {
            assert!(one.distance(two) < 0.08, "{absolute} came back as {compact}");
        }
    }

    #[test]
    fn path_data_is_relative_and_short() {
        check("M10,20 L11,20 L11,25.5 L12.5,25 Z", "M10 20h1v5.5l1.5-.5z");
        check("M0,0 C1,2 3,4.5 5,0 C6,-1 7,-1 8.2,0.4", "M0 0c1 2 3 4.5 5 0 1-1 2-1 3.2.4");
        check("M0,0 C1,2 3,4 5,4 C7,4 8,2 9,0", "M0 0c1 2 3 4 5 4s3-2 4-4");
        check("M0,0 Q1,2 2,0 M5.5,5 L6,6", "M0 0q1 2 2 0m3.5 5 .5 1");
        check("M1,1 L2,1 L2,2 Z M5,5 L6,5 L6,6 Z", "M1 1h1v1zm4 4h1v1z");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        for step in 1..=100 {
            path.line_to((f64::from(step) * 0.26, f64::from(step) * 0.01));
        }
        let back = BezPath::from_svg(&data(&path)).expect("path data");
        let end = back.segments().last().map(|s| kurbo::ParamCurve::end(&s)).expect("a segment");
        assert!(end.distance(Point::new(26.0, 1.0)) < 1e-9, "{end:?}");
    }
}
