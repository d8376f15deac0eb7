/* The map that can be moved: Leaflet over outlines from this build, without tiles and without a
   network. A full circle is a town or a county; a broken one stands in the middle of a state or
   country, where no more is known. */
import { calm, colours, open, walk, whenColoursChange } from "./picture.js";

/* A line that jumps from one edge of the world to the other runs on past the edge instead; what
   runs past is drawn at the other edge too. */
function unrolled(atlas) {
  const pieces = [];
  for (const {geometry} of atlas.features) {
    if (!geometry) continue;
    const outlines = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of outlines) {
      let past = 0;
      const flat = rings.map((ring) => {
        let turn = 0, before = ring[0][0];
        return ring.map(([longitude, latitude]) => {
          if (Math.abs(longitude - before) > 180) turn += longitude < before ? 360 : -360;
          before = longitude;
          past = Math.max(-1, Math.min(1, past || turn));
          return [longitude + turn, latitude];
        });
      });
      pieces.push(flat);
      if (past) pieces.push(flat.map((ring) => ring.map(([x, y]) => [x - 360 * past, y])));
    }
  }
  return {type: "MultiPolygon", coordinates: pieces};
}

const live = document.querySelector(".live[data-kind=map]");
if (live) start(live);

async function start(live) {
  let map;
  const whole = () => map.fitBounds(bounds, {maxZoom: 5, padding: [30, 30], animate: !calm()});
  const place = open(live, [["Zoom in", () => map.zoomIn()], ["Zoom out", () => map.zoomOut()],
    ["Whole", () => whole()]]);
  const {things} = place.spec;
  const bounds = L.latLngBounds(things.map((thing) => [thing.latitude, thing.longitude])).pad(0.1);
  place.show();
  let outlines;
  try {
    const answer = await fetch("/vendor/countries-50m.json");
    if (!answer.ok) throw new Error(`no outlines: ${answer.status}`);
    const atlas = await answer.json();
    outlines = unrolled(topojson.feature(atlas, atlas.objects.countries));
    map = L.map(place.stage, {attributionControl: false, zoomControl: false, keyboard: false,
      scrollWheelZoom: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 9, worldCopyJump: true,
      zoomAnimation: !calm(),
      fadeAnimation: false, inertia: !calm(), maxBounds: [[-85, -270], [85, 270]]});
    map.fitBounds(bounds, {maxZoom: 5, padding: [30, 30], animate: false});
  } catch (error) {
    place.failed();
    throw error;
  }
  const land = L.geoJSON(outlines, {interactive: false}).addTo(map);
  // The largest first, so that small ones lie on top and can be hit.
  const marks = things.map((thing) => {
    const mark = L.circleMarker([thing.latitude, thing.longitude], {radius: thing.radius});
    mark.on("click", () => location.assign(thing.address));
    mark.on("mouseover", () => { steps.now(thing); choose(thing); });
    mark.addTo(map);
    const drawn = mark.getElement();
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", thing.said);
    return mark;
  });
  let chosen = null;
  const paint = () => {
    const hue = colours();
    land.setStyle({color: hue.edge, weight: 0.7, fillColor: hue.shade, fillOpacity: 1});
    marks.forEach((mark, at) => {
      const wide = things[at].wide, is = things[at] === chosen;
      mark.setStyle({color: is ? hue.ink : hue.link, weight: is ? 4 : 1.5,
        fillColor: wide ? hue.paper : hue.link, fillOpacity: wide ? 0.35 : 0.55,
        dashArray: wide ? "4 3" : null});
    });
  };
  const choose = (thing) => {
    chosen = thing;
    paint();
    if (thing && !map.getBounds().contains([thing.latitude, thing.longitude]))
      map.panTo([thing.latitude, thing.longitude], {animate: !calm()});
  };
  const steps = walk(place, things, choose, {"+": () => map.zoomIn(), "=": () => map.zoomIn(),
    "-": () => map.zoomOut(), "0": whole});

  /* Names where there is room: right, left, above, below; those of most events first. */
  const names = () => {
    const taken = things.map((thing) => around(thing, thing.radius, thing.radius));
    things.forEach((thing, at) => {
      const mark = marks[at], wide = 9 * thing.name.length + 8;
      const here = map.latLngToContainerPoint(mark.getLatLng());
      const far = thing.radius, half = wide / 2;
      const ways = [["right", far + 2, -10, far + wide, 10, far - 2, 0],
        ["left", -far - wide, -10, -far - 2, 10, 2 - far, 0],
        ["top", -half, -far - 22, half, -far - 2, 0, 2 - far],
        ["bottom", -half, far + 2, half, far + 22, 0, far - 2]];
      const free = ways.find(([, left, top, right, foot]) => taken.every((other, number) =>
        number === at || here.x + right < other[0] || here.x + left > other[2]
        || here.y + foot < other[1] || here.y + top > other[3]));
      mark.unbindTooltip();
      if (!free) return;
      const [way, left, top, right, foot, x, y] = free;
      taken.push([here.x + left, here.y + top, here.x + right, here.y + foot]);
      mark.bindTooltip(thing.name, {permanent: true, direction: way, className: "place-name",
        offset: [x, y], opacity: 1});
    });
  };
  const around = (thing, wide, high) => {
    const here = map.latLngToContainerPoint([thing.latitude, thing.longitude]);
    return [here.x - wide, here.y - high, here.x + wide, here.y + high];
  };
  paint();
  names();
  map.on("zoomend", names);
  whenColoursChange(paint);
  place.stage.addEventListener("wheel", (event) => {
    // Alone the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + (event.deltaY < 0 ? 0.5 : -0.5));
  }, {passive: false});
  place.drawn();
  map.invalidateSize({animate: false});
}
