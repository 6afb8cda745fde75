// Starts the app. A file of its own, so that the page needs no inline script.
//
// A release is split in two (xtask/src/split.rs): the second half is fetched when the first has started, and fills in
// the first one's table. `palpate.rest` tells the app when it is here, with the styles that only it needs.
// Where it does not arrive the app goes on: only a page that the browser translates may then fail.
import("./translated.js").catch((fault) => console.warn("Pages cannot be translated safely:", fault));
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const first = new URL(wasm, document.baseURI);
const second = first.href.replace("_bg.wasm", "_rest.wasm");
let main;
let arrive;

globalThis.palpate = {
  rest: new Promise((resolve) => { arrive = resolve; }),

  // For code of the second half that is needed before it has arrived: all waits. Text, since bytes cannot be asked for so.
  restNow() {
    const request = new XMLHttpRequest();
    request.open("GET", second, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
    join(new WebAssembly.Instance(new WebAssembly.Module(bytes), { main }));
    console.warn("Palpate's second half was needed before it had arrived", new Error().stack);
  },
};

function join() {
  main.rest_is_here.value = 1;
}

function dressed(link) {
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
    link.rel = "stylesheet";
  });
}

const { default: init } = await import(new URL(js, document.baseURI));
main = await init({ module_or_path: first });
arrive(
  main.rest_is_here &&
    Promise.all([
      fetch(second)
        .then((response) => response.arrayBuffer())
        .then((bytes) => main.rest_is_here.value || WebAssembly.instantiate(bytes, { main }).then(join)),
      ...[...document.querySelectorAll("link[rel=later]")].map(dressed),
    ]),
);
