/* What all pictures that can be moved share: where they are drawn, their buttons and keys, the line
   that says in words what is chosen, and their colours. Without this script the server's own
   pictures and the tables beside them stay; a picture that fails to draw gives way to them. */

const COLOURS = ["ink", "quiet", "rule", "paper", "link", "bar", "shade", "edge", "told", "ahead", "not"];

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/* The colours of the style sheet as they are now, light or dark. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function whenColoursChange(act) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}

export function typeface() {
  return getComputedStyle(document.body).fontFamily;
}

/* Make the place of a picture. `buttons` are [words, act] pairs. Gives what the picture's own script
   needs: its specification, the element to draw in, and what to do once it is drawn. */
export function open(live, buttons) {
  const make = (tag, name, words = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = words;
    return element;
  };
  const spec = JSON.parse(live.querySelector(".spec").textContent);
  const bar = make("p", "picture-buttons");
  for (const [words, act] of buttons) {
    const button = make("button", "", words);
    button.type = "button";
    button.addEventListener("click", act);
    bar.append(button);
  }
  const keys = make("p", "small picture-keys", `In the picture, arrow keys go from ${live.dataset.keys} `
    + `to ${live.dataset.keys}, Enter opens the chosen one, + and − zoom, 0 shows the whole.`);
  keys.id = `keys-${live.dataset.kind}`;
  const stage = make("div", `stage stage-${live.dataset.kind}`);
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", live.dataset.what);
  stage.setAttribute("aria-describedby", keys.id);
  const said = make("p", "picture-said");
  said.setAttribute("aria-live", "polite");
  live.append(bar, stage, said, keys);
  const figure = live.closest("figure");
  return {
    spec, stage, said,
    drawn() { live.hidden = false; figure.classList.add("is-live"); },
    show() { live.hidden = false; },
    failed() { live.remove(); },
  };
}

/* Walk through the things of a picture with the keys and say each in words.
   `things` are {said, address, …}; `choose(thing or null)` shows which one it is; `keys` maps other
   keys to what they do. */
export function walk(place, things, choose, keys) {
  let at = -1;
  const go = (next) => {
    if (!things.length) return;
    at = Math.max(0, Math.min(things.length - 1, next));
    say(things[at]);
    choose(things[at]);
  };
  const say = (thing) => {
    place.said.replaceChildren();
    if (!thing) return;
    const link = document.createElement("a");
    link.href = thing.address;
    link.textContent = thing.said;
    link.dir = "auto";
    place.said.append(link);
  };
  place.stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== place.stage) return;
    const steps = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
      Home: 0, End: things.length - 1};
    if (event.key in steps && !event.shiftKey) go(steps[event.key]);
    else if (event.key === "Enter" && things[at]) location.assign(things[at].address);
    else if (event.key === "Escape") { at = -1; say(null); choose(null); }
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
  });
  return {say, now: (thing) => { at = things.indexOf(thing); say(thing); }};
}
