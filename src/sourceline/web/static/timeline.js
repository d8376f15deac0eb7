/* Pictures of time that can be zoomed: Vega draws what the server laid out, this moves it.
   Vega's own zooming is not used: it takes the wheel from the page and has no keys. */
import { calm, colours, open, typeface, walk, whenColoursChange } from "./picture.js";

const DAY = 86_400_000;
for (const live of document.querySelectorAll(".live[data-kind=timeline]")) start(live);

async function start(live) {
  let view, shown, whole, turn = 0;
  const span = () => shown[1] - shown[0];
  const move = (from, to) => {
    const wide = Math.max(2 * DAY, Math.min(to - from, whole[1] - whole[0]));
    const left = Math.max(whole[0], Math.min(from, whole[1] - wide));
    shown = [left, left + wide];
    view.signal("shownFrom", shown[0]).signal("shownTo", shown[1]).runAsync();
  };
  const glide = (from, to, steps = calm() ? 1 : 8) => {
    const [left, right] = shown, mine = ++turn;
    let step = 0;
    const next = () => {
      if (mine !== turn) return;
      step += 1;
      const way = step / steps;
      move(left + (from - left) * way, right + (to - right) * way);
      if (step < steps) requestAnimationFrame(next);
    };
    next();
  };
  const zoom = (factor, middle = (shown[0] + shown[1]) / 2) =>
    glide(middle - (middle - shown[0]) * factor, middle + (shown[1] - middle) * factor, calm() ? 1 : 6);
  const pan = (part) => glide(shown[0] + span() * part, shown[1] + span() * part);
  const all = () => glide(...whole);

  const place = open(live, [["Zoom in", () => zoom(0.5)], ["Zoom out", () => zoom(2)],
    ["Earlier", () => pan(-0.5)], ["Later", () => pan(0.5)], ["Whole", all]]);
  const {usermeta, ...spec} = place.spec;
  ({shown, whole} = usermeta);
  spec.config.font = typeface();
  place.show();
  try {
    ({view} = await vegaEmbed(place.stage, spec, {mode: "vega-lite", ast: true, actions: false, defaultStyle: false,
      renderer: "svg", tooltip: () => {}, loader: vega.loader({target: "_self"})}));
  } catch (error) {
    place.failed();
    throw error;
  }
  const paint = () => {
    for (const [name, value] of Object.entries(colours()))
      if (spec.params.some((one) => one.name === name)) view.signal(name, value);
    view.runAsync();
  };
  paint();
  whenColoursChange(paint);

  const byId = new Map(usermeta.things.map((thing) => [thing.id, thing]));
  const thingOf = (mark) => mark && mark.datum && byId.get(mark.datum.id);
  const choose = (thing) => {
    view.signal("chosen", thing ? thing.id : "");
    if (thing && (thing.to < shown[0] || thing.from > shown[1])) {
      const middle = (thing.from + thing.to) / 2;
      move(middle - span() / 2, middle + span() / 2);
    } else view.runAsync();
  };
  const steps = walk(place, usermeta.things, choose,
    {"+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), "0": all});

  let held = null, moved = false;
  const stamp = (event) => {
    const box = place.stage.getBoundingClientRect();
    return shown[0] + span() * Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  place.stage.addEventListener("pointerdown", (event) => {
    if (event.button === 0) { held = {x: event.clientX, shown: [...shown]}; moved = false; }
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const by = event.clientX - held.x;
    if (Math.abs(by) > 4) moved = true;
    if (moved) {
      const shift = by / place.stage.clientWidth * (held.shown[1] - held.shown[0]);
      move(held.shown[0] - shift, held.shown[1] - shift);
    }
  });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { held = null; });
  place.stage.addEventListener("wheel", (event) => {
    // Alone the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const middle = stamp(event), factor = event.deltaY < 0 ? 0.8 : 1.25;
    move(middle - (middle - shown[0]) * factor, middle + (shown[1] - middle) * factor);
  }, {passive: false});
  view.addEventListener("mouseover", (_event, mark) => {
    const thing = thingOf(mark);
    if (thing && !held) { steps.now(thing); choose(thing); }
  });
  view.addEventListener("click", (_event, mark) => {
    const thing = thingOf(mark);
    if (thing && !moved) location.assign(thing.address);
  });
  place.drawn();
}
