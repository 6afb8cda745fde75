// Paints plates away from the page's own thread: paths and styles come in once, pictures go out. It knows nothing of
// anatomy; src/app/plate/sheets.rs says what to paint and when.
let groups = [];
let ghost;
// The number of the picture that was asked for last: an older one is given up.
let latest;
// After so long the worker looks up whether something else is asked for.
const GLANCE_MS = 24;
const glance = () => new Promise((next) => setTimeout(next));

onmessage = ({ data: [what, ...rest] }) => {
  if (what === "load") load(...rest);
  else paint(...rest);
};

// Styles are [fill, rule, fill opacity, stroke, stroke opacity, width, keeps its width, cap, join, dashes, least scale,
// weight] by the canvas's own words; paths are group, style and path data in turn; a group is mirrored where its flip is -1,
// a path where its style is negative.
function load(styles, flips, paths) {
  ghost = styles[0];
  groups = Array.from(flips, (flip) => ({ flip, paths: [] }));
  for (let at = 0; at < paths.length; at += 3) {
    const [group, style, path] = [groups[paths[at]], paths[at + 1], new Path2D(paths[at + 2])];
    group.paths.push([styles[Math.abs(style)], style < 0 ? mirrored(path) : path]);
  }
}

function mirrored(path) {
  const image = new Path2D();
  image.addPath(path, { a: -1 });
  return image;
}

// States are one a group, back to front: 0 hidden, 1 drawn, 2 its outline alone, over all that is drawn.
async function paint(ticket, width, height, scale, right, down, ratio, states) {
  latest = ticket;
  const [all, canvas] = [groups, new OffscreenCanvas(width, height)];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let since = performance.now();
  for (const pass of [1, 2]) {
    for (const [at, { flip, paths }] of all.entries()) {
      if (states[at] !== pass) continue;
      if (performance.now() - since > GLANCE_MS) {
        await glance();
        if (latest !== ticket) return;
        since = performance.now();
      }
      pen.setTransform(scale * flip, 0, 0, scale, right, down);
      for (const [style, path] of pass === 1 ? paths : paths.slice(0, 1)) {
        draw(pen, pass === 1 ? style : ghost, path, scale, ratio);
      }
    }
  }
  const picture = canvas.transferToImageBitmap();
  postMessage([ticket, picture], [picture]);
}

function draw(pen, style, path, scale, ratio) {
  const [fill, rule, filled, stroke, stroked, width, keeps, cap, join, dashes, least, weight] = style;
  if (scale < least * ratio) return;
  // The shape once more beneath itself in ink, a little lower: its edge swells where it is turned from the light, which
  // falls from above, and runs out to a hairline where it is not.
  if (weight > 0 && stroke !== "none" && filled === 1) {
    const drop = (weight * ratio) / scale;
    pen.globalAlpha = stroked;
    pen.fillStyle = stroke;
    pen.translate(0, drop);
    pen.fill(path, rule);
    pen.translate(0, -drop);
  }
  if (fill !== "none") {
    pen.globalAlpha = filled;
    pen.fillStyle = fill;
    pen.fill(path, rule);
  }
  if (stroke !== "none") {
    const unit = keeps ? ratio / scale : 1;
    pen.globalAlpha = stroked;
    pen.strokeStyle = stroke;
    pen.lineWidth = width * unit;
    pen.lineCap = cap;
    pen.lineJoin = join;
    pen.setLineDash(dashes.map((dash) => dash * unit));
    pen.stroke(path);
  }
}
