// Lets the app go on in a page that the browser translates.
//
// A translator puts a <font> with other words in the place of a text node, or around it. Yew keeps its text nodes: it
// would write into nodes that are no longer in the page, and fail to remove them or to insert before them. So whenever
// one is named that was taken, it comes back in place of its <font>. The translator finds it there like any new text.
const standIns = new WeakMap();
const isFont = (node) => node?.nodeName === "FONT";

// Translators run in a world of their own: what they did can only be observed.
const observer = new MutationObserver(note);
observer.observe(document.documentElement, { childList: true, subtree: true });

function note(records) {
  const fonts = new Set(records.flatMap((record) => [...record.addedNodes].filter(isFont)));
  if (!fonts.size) return;
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    const font = [...addedNodes, previousSibling, nextSibling].find((node) => fonts.has(node));
    for (const node of removedNodes) {
      if (font && node.nodeType === Node.TEXT_NODE) standIns.set(node, font);
    }
  }
}

function restore(node) {
  if (node.nodeType !== Node.TEXT_NODE) return;
  note(observer.takeRecords());
  let font = isFont(node.parentNode) ? node.parentNode : !node.parentNode && standIns.get(node);
  while (isFont(font?.parentNode)) font = font.parentNode;
  if (font) font.replaceWith(node);
}

const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
Object.defineProperty(Node.prototype, "nodeValue", {
  ...value,
  set(words) {
    restore(this);
    value.set.call(this, words);
  },
});
for (const name of ["insertBefore", "removeChild", "replaceChild"]) {
  const act = Node.prototype[name];
  Node.prototype[name] = function (...nodes) {
    const present = nodes.at(-1);
    if (present && present.parentNode !== this) restore(present);
    return act.apply(this, nodes);
  };
}
