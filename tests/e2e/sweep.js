// The sweep: what no page may do at any size. It runs in the page. `sweep.states` names what is to be looked at,
// `sweep.enter(name)` brings the page there, `sweep.check()` looks through all of it and tells each fault with its place.
(() => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const until = async (what, is, ms = 20000) => {
    for (const start = Date.now(); Date.now() - start < ms; await wait(25)) {
      const found = is();
      if (found) return found;
    }
    throw new Error(`${what} did not come; the page says: ${document.querySelector("main")?.innerText.slice(0, 200)}`);
  };
  const one = (selector) => document.querySelector(selector);
  const seen = (selector) => until(selector, () => one(selector));
  const click = async (selector) => (await seen(selector)).click();
  const choose = async (selector, value) => {
    const list = await seen(selector);
    list.value = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const type = async (selector, words) => {
    const field = await seen(selector);
    field.focus();
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  // Of what is alike the first two: all conditions unfolded make a page of hundreds of screens.
  const unfold = () => [...document.querySelectorAll("main details")].forEach((fold) => {
    const alike = fold.closest("ul")?.querySelectorAll(":scope > li > details.condition") ?? [];
    fold.open = [...alike].indexOf(fold) < 2;
  });
  // A set, chapter or condition may show its muscles before it asks.
  const asked = () =>
    until("a question", () => one(".question[data-question]") ?? (one("[data-do=begin], [data-do=skip]")?.click(), null));
  const round = (kind) => async () => {
    if (kind) await choose("[data-choose=kind]", kind);
    await click("[data-do=start]");
    await asked();
  };
  const shown = async () => {
    await click("[data-do=unknown]");
    await seen("[data-do=next]");
  };

  // `fresh`: with nothing saved and loaded anew. `on`: goes on from the state before it.
  const kinds = ["find-point", "name-point", "find-muscle", "name-muscle", "whose-pain", "paint-referral", "match-patterns", "layers",
    "attachments", "actions", "odd-one-out", "nerve", "first-muscle", "care"];
  const states = [
    { name: "home", route: "/" },
    { name: "home, search", route: "/", act: async () => {
      await type("header.site input[type=search]", "temple");
      await seen("header.site [role=option]");
    } },
    { name: "atlas", route: "/atlas" },
    { name: "atlas, Show", route: "/atlas", act: () => click(".show-button") },
    { name: "atlas, all views", route: "/atlas", act: () => click(".view-name") },
    { name: "atlas, names", route: "/atlas?view=anterior&depth=1&show=english" },
    { name: "atlas, muscle", route: "/atlas?view=posterior&depth=1&muscle=trapezius" },
    { name: "atlas, point", route: "/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1" },
    { name: "atlas, close-up", route: "/atlas?view=left-shoulder-posterior&depth=2&side=left&muscle=infraspinatus&show=latin" },
    { name: "atlas, long name", route: "/atlas?view=head-neck-lateral&depth=2&muscle=sternocleidomastoid&show=latin" },
    { name: "muscle", route: "/muscle/trapezius" },
    { name: "muscle, unfolded", on: true, act: unfold },
    { name: "muscle, long name", route: "/muscle/flexor-digiti-minimi-foot" },
    { name: "point", route: "/point/infraspinatus-1" },
    { name: "point, two plates", route: "/point/sternocleidomastoid-1" },
    { name: "about", route: "/about" },
    { name: "not found", route: "/no-such-page" },
    { name: "muscle not found", route: "/muscle/no-such-muscle" },
    { name: "practice", route: "/practice", fresh: true },
    { name: "practice, unfolded", on: true, act: unfold },
    { name: "practice, condition chosen", on: true, act: () => choose("[data-choose=scope]", "condition:tension-type-headache") },
    { name: "look", route: "/practice", fresh: true, act: async () => { await click(".sets .set"); await seen("[data-look]"); } },
    ...kinds.flatMap((kind) => [
      { name: `question ${kind}`, route: "/practice", fresh: true, act: round(kind) },
      { name: `answer ${kind}`, on: true, act: shown },
    ]),
    { name: "exam", route: "/practice", fresh: true, act: async () => { await click("[data-do=exam]"); await asked(); } },
    { name: "stations", route: "/practice", fresh: true, act: async () => { await click("[data-do=stations]"); await asked(); } },
    { name: "result", route: "/practice", fresh: true, act: async () => {
      one(".chooser .more").open = true;
      await click(".way[aria-label=Questions] button");
      await round("nerve")();
      for (let at = 0; at < 5; at += 1) {
        await shown();
        // A control that has just come takes no press yet.
        await until("the next question", () => (one("[data-do=next]")?.click(), !one("[data-do=next]")));
      }
      await seen("[data-result]");
    } },
    { name: "practice, begun", on: true, act: async () => { await click("[data-do=leave]"); await seen("[data-choose=kind]"); unfold(); } },
  ];

  async function rest() {
    await seen("main h1");
    await until("the page", () => !one("main .waiting"));
    const plates = () => [...document.querySelectorAll("figure.plate")].every((plate) => plate.dataset.ready === "yes");
    await until("the plates", plates);
    await wait(60);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }

  async function enter(name) {
    const state = states.find((state) => state.name === name);
    if (!state.on) {
      document.querySelectorAll("[popover]").forEach((sheet) => sheet.matches(":popover-open") && sheet.hidePopover());
      document.activeElement?.blur();
      if (location.hash !== `#${state.route}`) location.hash = state.route;
      await rest();
    }
    await state.act?.();
    await rest();
  }

  // What is looked at: controls, and lines of text.
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=button]";
  const SLACK = 1.5;

  const style = (element) => getComputedStyle(element);
  const isUnseen = (element) => {
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const { clipPath, opacity } = style(e);
      if (clipPath.startsWith("inset(50%") || opacity === "0") return true;
    }
    return false;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !isUnseen(element);
  // A box that is laid unseen over its label stands for it.
  const bodyOf = (control) => control.matches("input[type=radio], input[type=checkbox]") && control.closest("label") || control;

  const told = (element) => {
    const name = (e) => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : "") + [...e.classList].map((c) => `.${c}`).join("");
    const path = [];
    for (let e = element; e && e.id !== "main" && e !== document.body && path.length < 3; e = e.parentElement) path.unshift(name(e));
    const words = (element.innerText || element.getAttribute("aria-label") || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${path.join(" > ")}${words ? ` "${words}"` : ""}`;
  };

  const meet = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const isArea = (box, least = 1) => box.right - box.left > least && box.bottom - box.top > least;
  const windowBox = () => ({ left: 0, top: 0, right: document.documentElement.clientWidth, bottom: innerHeight });

  /// What of an element its ancestors leave to be seen, and whether one that cannot be scrolled takes some away.
  function clip(element, box) {
    let left = box;
    let cutBy = null;
    for (let e = element.parentElement; e && e !== document.documentElement; e = e.parentElement) {
      const { overflowX, overflowY, position, display } = style(e);
      if (display === "contents") continue;
      if (overflowX !== "visible" || overflowY !== "visible") {
        const frame = e.getBoundingClientRect();
        const within = meet(left, {
          left: overflowX === "visible" ? -Infinity : frame.left, right: overflowX === "visible" ? Infinity : frame.right,
          top: overflowY === "visible" ? -Infinity : frame.top, bottom: overflowY === "visible" ? Infinity : frame.bottom,
        });
        const scrolls = (way, was, is) => /auto|scroll/.test(way) && was !== is;
        const isCut = (within.right - within.left < left.right - left.left - SLACK && !scrolls(overflowX, 0, 1)) ||
          (within.bottom - within.top < left.bottom - left.top - SLACK && !scrolls(overflowY, 0, 1));
        if (isCut && !cutBy) cutBy = e;
        left = within;
      }
      if (position === "fixed") break;
    }
    return { left, cutBy };
  }

  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
  };

  // Whether an element paints something at a place that hides what lies beneath.
  function hides(element, x, y) {
    if (element.closest("figure.plate svg, .plate-names, .plate-canvas")) return false;
    const { backgroundColor, backgroundImage } = style(element);
    const alpha = /rgba\(.*,\s*([\d.]+)\)|\/\s*([\d.]+)\)/.exec(backgroundColor);
    const isFilled = backgroundColor !== "transparent" && (!alpha || Number(alpha[1] ?? alpha[2]) > 0.3);
    if (isFilled || backgroundImage !== "none" || element.matches("img, canvas, input, select, textarea, progress")) return !isUnseen(element);
    return [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() &&
      lines(node).some((line) => line.left < x && x < line.right && line.top + 2 < y && y < line.bottom - 2));
  }

  // A sheet or list that was opened lies over the page on purpose.
  const layerOf = (element) => element.closest(":popover-open, dialog[open], .search:focus-within");

  function covering(element, box) {
    const inset = Math.min(3, (box.right - box.left) / 4, (box.bottom - box.top) / 4);
    for (const part of [0.5, 0, 1]) for (const down of [0.5, 0, 1]) {
      const x = box.left + inset + (box.right - box.left - 2 * inset) * part;
      const y = box.top + inset + (box.bottom - box.top - 2 * inset) * down;
      for (const hit of document.elementsFromPoint(x, y)) {
        if (hit === element || hit.contains(element) || element.contains(hit)) break;
        const label = hit.closest("label");
        if (label && (label.contains(element) || element.contains(label))) break;
        if (layerOf(hit) && layerOf(hit) !== layerOf(element)) break;
        // The panel's handle lies behind its heading, which lets presses through.
        if (element.matches(".grip") && hit.closest(".title")) break;
        if (hides(hit, x, y)) return hit;
      }
    }
    return null;
  }

  /// Everything on the page that is looked at: `of` is the element, `boxes` tells where it is now.
  function things() {
    const controls = [...document.querySelectorAll(CONTROLS)].filter((control) => isShown(bodyOf(control)) && !control.closest("svg"));
    const bodies = [...new Set(controls.map(bodyOf))];
    const all = bodies.map((of) => ({ of, isControl: true, boxes: () => (style(of).display === "inline" ? [...of.getClientRects()] : [of.getBoundingClientRect()]) }));
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const of = node.parentElement;
      if (!node.data.trim() || !isShown(of) || of.closest("svg, script, style, option, noscript, select")) continue;
      const text = node;
      all.push({ of, isControl: false, boxes: () => lines(text) });
    }
    return all;
  }

  const scrollerOf = (element) => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      const { overflowY, position } = style(e);
      if (/auto|scroll/.test(overflowY) && e.scrollHeight > e.clientHeight + 2) return e;
      if (position === "fixed") return null;
    }
    return document.scrollingElement;
  };
  const isFixed = (element) => {
    for (let e = element; e; e = e.parentElement) if (style(e).position === "fixed" || e.matches(":popover-open")) return true;
    return false;
  };
  const isSticky = (element) => {
    for (let e = element; e; e = e.parentElement) if (style(e).position === "sticky") return true;
    return false;
  };

  function check() {
    const faults = new Map();
    const fault = (kind, element, more = "") => {
      const key = `${kind}: ${told(element)}${more}`;
      if (faults.size < 60) faults.set(key, (faults.get(key) ?? 0) + 1);
    };
    // What lets the pointer through can hide as well as anything.
    const through = document.createElement("style");
    through.textContent = "*:not(svg, svg *, .plate-names, .leaders) { pointer-events: auto !important; } * { scroll-behavior: auto !important; transition: none !important; animation-duration: 0s !important; animation-delay: 0s !important; }";
    document.head.append(through);
    const page = document.scrollingElement;
    const wasAt = page.scrollTop;
    const width = document.documentElement.clientWidth;
    if (page.scrollWidth > width + 1) {
      const widest = [...document.querySelectorAll("body *")].filter((e) => !e.closest("svg") && e.getBoundingClientRect().right + scrollX > width + 1 && isShown(e))
        .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0];
      fault("the page scrolls sideways", widest ?? document.body, ` (${page.scrollWidth} of ${width} px)`);
    }
    const all = things().map((thing) => ({ ...thing, scroller: scrollerOf(thing.of), fixed: isFixed(thing.of), sticky: isSticky(thing.of), done: false }));

    // One line or box of a thing, as far as it lies within a band of the window.
    const lookAt = (thing, box) => {
      const { left, cutBy } = clip(thing.of, box);
      if (cutBy && !cutBy.matches("figure.plate, .plate-canvas")) fault(thing.isControl ? "control cut" : "text cut", thing.of, ` by ${told(cutBy).split(' "')[0]}`);
      const inSight = meet(left, windowBox());
      if ((box.right > width + 1.5 && left.right > width + 1.5) || (box.left < -1.5 && left.left < -1.5)) fault("beyond the window's side", thing.of);
      if (!isArea(inSight)) return false;
      const over = covering(thing.of, inSight);
      if (over) fault(thing.isControl ? "control covered" : "text covered", thing.of, ` by ${told(over)}`);
      return true;
    };
    const look = (thing, moved, from, to, step) => {
      let isSeen = false;
      // What sticks stands where it stands.
      if (thing.sticky) thing.left = thing.done ? [] : thing.boxes();
      thing.left = thing.left.filter((was) => {
        const box = { left: was.left, right: was.right, top: was.top - moved, bottom: was.bottom - moved };
        if (box.bottom - box.top > to - from - step) {
          // Taller than the band: what of it lies in the band.
          const part = { ...box, top: Math.max(box.top, from), bottom: Math.min(box.bottom, to) };
          if (part.bottom - part.top > 2) isSeen = lookAt(thing, part) || isSeen;
          return box.bottom > to;
        }
        if (box.top < from - 0.5 || box.bottom > to + 0.5) return true;
        isSeen = lookAt(thing, box) || isSeen;
        return false;
      });
      thing.done = thing.done || isSeen;
      return isSeen;
    };

    const pairs = (now, from, to) => {
      const boxes = now.filter((thing) => thing.isControl && !thing.of.closest(".plate-names")).map((thing) => {
        const box = clip(thing.of, thing.of.getBoundingClientRect()).left;
        // What scrolls beneath a bar lies under it for a while: only what has come to the middle counts.
        const stays = thing.fixed || thing.sticky;
        return { thing, box: stays ? box : { ...box, top: Math.max(box.top, from), bottom: Math.min(box.bottom, to) } };
      });
      for (let i = 0; i < boxes.length; i += 1) for (let j = i + 1; j < boxes.length; j += 1) {
        const [a, b] = [boxes[i], boxes[j]];
        if (a.thing.of.contains(b.thing.of) || b.thing.of.contains(a.thing.of) || layerOf(a.thing.of) !== layerOf(b.thing.of)) continue;
        if (style(a.thing.of).display === "inline" && style(b.thing.of).display === "inline") continue;
        if (isArea(meet(a.box, b.box), 2)) fault("controls overlap", a.thing.of, ` and ${told(b.thing.of)}`);
      }
    };

    // Steps through a scroller so that each thing comes to its middle once.
    const step = (scroller, own) => {
      const isPage = scroller === page;
      const box = () => (isPage ? windowBox() : meet(scroller.getBoundingClientRect(), windowBox()));
      const height = isPage ? innerHeight : scroller.clientHeight;
      const last = scroller.scrollHeight - height;
      const by = Math.max(16, height * 0.22);
      const stops = [0];
      while (stops.at(-1) < last - 1 && stops.length < 3000) stops.push(Math.min(last, stops.at(-1) + by));
      scroller.scrollTop = 0;
      for (const thing of own) {
        thing.left = thing.boxes();
        thing.done = !thing.left.length;
      }
      const stay = own.filter((thing) => thing.fixed || thing.sticky);
      for (const [number, stop] of stops.entries()) {
        scroller.scrollTop = stop;
        const moved = scroller.scrollTop;
        const { top, bottom } = box();
        const from = number === 0 ? top : top + (bottom - top) * 0.25;
        const to = number === stops.length - 1 ? bottom : bottom - (bottom - top) * 0.25;
        const seen = own.filter((thing) => thing.left.length && !thing.fixed && look(thing, thing.sticky ? 0 : moved, from, to, by));
        if (number === 0) for (const thing of stay) if (thing.fixed) look(thing, 0, 0, innerHeight, 0);
        if (seen.length) pairs([...new Set([...seen, ...stay])], from, to);
      }
    };

    const scrollers = [...new Set(all.map((thing) => thing.scroller).filter((scroller) => scroller && scroller !== page))];
    page.scrollTop = 0;
    step(page, all.filter((thing) => !thing.scroller || thing.scroller === page));
    for (const scroller of scrollers) {
      page.scrollTop = 0;
      scroller.scrollIntoView({ block: "center", behavior: "instant" });
      const kept = scroller.scrollTop;
      const mine = all.filter((thing) => thing.scroller === scroller).map((thing) => Object.assign(thing, { fixed: false }));
      step(scroller, mine);
      scroller.scrollTop = kept;
    }
    page.scrollTop = 0;
    for (const thing of all) {
      if (!thing.done) fault(thing.isControl ? "control never in sight" : "text never in sight", thing.of);
      const { of } = thing;
      if (thing.isControl) {
        // A link within a sentence is as high as its line.
        const { width, height } = of.getBoundingClientRect();
        const isInSentence = style(of).display === "inline" && (of.parentElement.innerText ?? "").trim().length > (of.innerText ?? "").trim().length + 2;
        if (!isInSentence && (width < 23.9 || height < 23.9)) fault("too small", of, ` (${Math.round(width)}x${Math.round(height)})`);
        // What says something says it within its own edges.
        if (style(of).display !== "inline" && of.scrollWidth > of.clientWidth + 2 && of.clientWidth > 0 && !of.matches("select, input, textarea")) fault("wider than its box", of, ` (${of.scrollWidth} of ${of.clientWidth})`);
      } else if (!of.closest(".plate-names")) {
        const { overflowX, textOverflow } = style(of);
        if (overflowX === "hidden" && of.scrollWidth > of.clientWidth + 1) fault(textOverflow === "ellipsis" ? "text ends in dots" : "text cut", of);
      }
    }
    const field = one("header.site input[type=search]");
    if (field && isShown(field) && field.clientWidth < 96) fault("no room to type", field, ` (${field.clientWidth} px)`);
    through.remove();
    page.scrollTop = wasAt;
    return [...faults].map(([what, count]) => (count > 1 ? `${what} (${count} times)` : what));
  }

  globalThis.sweep = { states: states.map(({ name, route = "", fresh = false, on = false }) => ({ name, route, fresh, on })), enter, rest, check };
})();
