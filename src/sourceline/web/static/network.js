/* The network that can be moved: Cytoscape draws names and ties where the server laid them out. Names
   can be dragged, lighter ties left out; what is chosen keeps its neighbours and the rest fades. */
import { calm, colours, open, typeface, walk, whenColoursChange } from "./picture.js";

// Names are legible from the one zoom on; beyond the other two names would fill the picture.
const READABLE = 0.6, LARGEST = 1.25;
const live = document.querySelector(".live[data-kind=network]");
if (live) start(live);

function start(live) {
  let graph;
  const zoom = (by) => graph.zoom({level: graph.zoom() * by,
    renderedPosition: {x: graph.width() / 2, y: graph.height() / 2}});
  const whole = () => {
    graph.fit(graph.elements(":visible"), 36);
    if (graph.zoom() > LARGEST) {
      graph.zoom(LARGEST);
      graph.center(graph.elements(":visible"));
    }
  };
  const place = open(live, [["Zoom in", () => zoom(1.35)], ["Zoom out", () => zoom(1 / 1.35)],
    ["Whole", () => whole()]]);
  const {things, ties, most} = place.spec;
  place.show();
  try {
    graph = cytoscape({container: place.stage, layout: {name: "preset"}, style: [],
      elements: [
        ...things.map((thing) => ({data: thing, position: {x: thing.x, y: thing.y}})),
        ...ties.map((tie) => ({data: tie}))],
      minZoom: 0.2, maxZoom: 5, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true});
  } catch (error) {
    place.failed();
    throw error;
  }
  const paint = () => {
    const hue = colours();
    graph.style([
      {selector: "node", style: {width: (one) => one.data("radius") * 2,
        height: (one) => one.data("radius") * 2, shape: (one) => one.data("person") ? "ellipse" : "rectangle",
        "background-color": hue.link, "border-color": hue.paper, "border-width": 1.5,
        label: "data(name)", "font-family": typeface(), "font-size": 14, color: hue.ink,
        "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": hue.paper,
        "text-outline-width": 2, "min-zoomed-font-size": 8, "overlay-opacity": 0}},
      {selector: "edge", style: {width: "data(width)", "line-color": hue.edge, "line-opacity": 0.45, "curve-style": "straight",
        "overlay-opacity": 0}},
      {selector: ".far", style: {opacity: 0.18}},
      {selector: "node.chosen", style: {"border-color": hue.ink, "border-width": 4, "z-index": 9}},
      {selector: "edge.chosen", style: {"line-color": hue.link, "line-opacity": 0.9}},
      {selector: ".light", style: {display: "none"}},
    ]).update();
  };
  const choose = (thing) => {
    graph.elements().removeClass("far chosen");
    if (!thing) return;
    const chosen = graph.getElementById(thing.id), near = chosen.closedNeighborhood();
    const kept = chosen.isNode() ? near : chosen.union(chosen.connectedNodes());
    graph.elements().difference(kept).addClass("far");
    kept.edges().addClass("chosen");
    chosen.addClass("chosen");
    const box = chosen.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > graph.width() || box.y2 > graph.height())
      graph.animate({center: {eles: chosen}, duration: calm() ? 0 : 200});
  };
  const steps = walk(place, things, choose, {"+": () => zoom(1.35), "=": () => zoom(1.35),
    "-": () => zoom(1 / 1.35), "0": whole});
  graph.on("mouseover", "node, edge", (event) => {
    place.stage.style.cursor = "pointer";
    steps.now(event.target.data());
    choose(event.target.data());
  });
  graph.on("mouseout", "node, edge", () => { place.stage.style.cursor = ""; });
  graph.on("tap", "node, edge", (event) => location.assign(event.target.data("address")));
  place.stage.addEventListener("wheel", (event) => {
    // Alone the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }, {passive: false});
  if (most > 1) place.stage.previousElementSibling.append(least(graph, most));
  paint();
  whenColoursChange(paint);
  place.drawn();
  graph.resize();
  whole();
  // Where the whole is too small to read, begin with the name of most ties.
  if (graph.zoom() < READABLE) {
    graph.zoom(READABLE);
    graph.center(graph.getElementById(things[0].id));
  }
}

/* Leave out the ties of few events, and the names that then have none. */
function least(graph, most) {
  const label = document.createElement("label"), slide = document.createElement("input");
  label.className = "picture-least";
  Object.assign(slide, {type: "range", min: 1, max: Math.min(most, 12), value: 1, step: 1});
  const words = document.createTextNode("");
  const show = () => {
    const number = Number(slide.value);
    words.data = number > 1 ? `Ties of ${number} events or more ` : "All ties ";
    graph.batch(() => {
      graph.edges().forEach((tie) => { tie.toggleClass("light", tie.data("events") < number); });
      graph.nodes().forEach((name) => {
        name.toggleClass("light", name.connectedEdges().every((tie) => tie.hasClass("light")));
      });
    });
  };
  slide.addEventListener("input", show);
  label.append(words, slide);
  show();
  return label;
}
