// One chart: legend, drawing, crosshair with values, keyboard. Drawn anew when its width changes.
//
// A model is {title, x: {scale, title, ticks, describe, positions}, y: {title, unit, max, references, whole},
// series: [{name, colour, points: [[x, y, base]], kind: 'line'|'area'|'step'|'dots', dashed, hidden, limit, twin}],
// faults, phases, violations, group}. Charts of one group share their crosshair. A series
// with a twin is the baseline's line of that series and is hidden with it.

/** Charts of fewer pixels are lower, and show their values below. */
const NARROW = 420;

const LINE = { line: d3.curveLinear, area: d3.curveLinear, dots: d3.curveLinear, step: d3.curveStep };

function swatch(series) {
  const mark = series.kind === 'area'
    ? '<rect width="14" height="10" y="1" rx="2" fill="' + series.colour + '" fill-opacity="0.7"/>'
    : '<path d="M0,6H16" stroke="' + series.colour + '" stroke-width="2.5"'
      + (series.dashed ? ' stroke-dasharray="4 3"' : '') + '/>';
  return '<svg width="16" height="12" aria-hidden="true">' + mark + '</svg>';
}

function drawLegend(list, model, redraw) {
  for (const series of model.series.filter((each) => each.twin === undefined)) {
    const button = list.append('li').append('button').attr('type', 'button').attr('aria-pressed', String(!series.hidden));
    button.html(swatch(series)).append('span').text(series.name);
    button.on('click', () => {
      series.hidden = !series.hidden;
      for (const twin of model.series) if (twin.twin === series) twin.hidden = series.hidden;
      button.attr('aria-pressed', String(!series.hidden));
      redraw();
    });
  }
  const key = (mark, text) => {
    const item = list.append('li').append('span').attr('class', 'key');
    item.html('<svg width="16" height="12" aria-hidden="true">' + mark + '</svg>').append('span').text(text);
  };
  if (model.series.some((each) => each.twin !== undefined)) {
    key('<path d="M0,6H16" stroke="var(--soft)" stroke-width="2" stroke-dasharray="4 3"/>', 'baseline');
  }
  if (model.faults.length) key('<rect width="14" height="12" fill="var(--fault)" fill-opacity="0.35"/>', 'fault');
  if (model.violations.length) key('<path d="M2,11h10l-5,-9z" fill="var(--bad)"/>', 'violation');
}

function drawSeries(svg, series, x, y) {
  const defined = (point) => point[1] !== null;
  if (series.kind === 'area') {
    svg.append('path').attr('fill', series.colour).attr('fill-opacity', 0.7).attr('d',
      d3.area().defined(defined).x((p) => x(p[0])).y0((p) => y(p[2])).y1((p) => y(p[1]))(series.points));
    return;
  }
  svg.append('path').attr('fill', 'none').attr('stroke', series.colour).attr('stroke-width', series.dashed ? 1.4 : 1.9)
    .attr('stroke-linejoin', 'round').attr('stroke-dasharray', series.dashed ? '5 4' : null)
    .attr('d', d3.line().defined(defined).curve(LINE[series.kind]).x((p) => x(p[0])).y((p) => y(p[1]))(series.points));
  // A lone point between gaps has no line; players are few enough to be seen one by one.
  series.points.forEach((point, i) => {
    const lone = defined(point) && !(i > 0 && defined(series.points[i - 1]))
      && !(i + 1 < series.points.length && defined(series.points[i + 1]));
    const over = series.limit !== undefined && point[1] > series.limit;
    if (lone || over || (series.kind === 'dots' && defined(point) && series.points.length <= 150)) {
      svg.append('circle').attr('cx', x(point[0])).attr('cy', y(point[1])).attr('r', over ? 4 : 2.2)
        .attr('fill', series.colour).attr('class', over ? 'over' : null);
    }
  });
}

/** The point of a series nearest to `at`, or null where it has none there. */
function nearest(series, at) {
  const points = series.points;
  const i = d3.bisector((point) => point[0]).center(points, at);
  return points.length && points[i][1] !== null ? points[i] : null;
}

function chart(host, model) {
  const root = d3.select(host);
  const legend = root.append('ul').attr('class', 'legend');
  const canvas = root.append('div').attr('class', 'canvas');
  const tip = canvas.append('div').attr('class', 'tip').attr('aria-hidden', 'true').style('display', 'none');
  const spoken = canvas.append('div').attr('class', 'quiet').attr('aria-live', 'polite');
  const svg = canvas.insert('svg', ':first-child').attr('role', 'img').attr('tabindex', 0)
    .attr('aria-label', model.title + '. ' + model.y.title + ' against ' + model.x.title
      + '. Arrow keys read the values.');
  let view = null;
  let cursor = -1;

  function draw() {
    const width = canvas.node().clientWidth;
    if (!width) return;
    const left = 52;
    const right = width - 10;
    const shown = model.series.filter((series) => !series.hidden);
    if (model.stack) model.stack(shown);
    const top = d3.max(shown, (series) => d3.max(series.points, (point) => point[1])) || 0;
    const scale = scaleOf(model.y.unit, model.y.max);
    // Limits stay in sight, with room for their label above, unless they would flatten what was measured.
    const limits = model.y.references.filter((r) => r.kind === 'limit' && (r.always || r.value <= 4 * top));
    const most = Math.max(top * 1.06, ...limits.map((r) => r.value * 1.14));
    const x = model.x.scale().range([left, right]);
    const lanes = model.faults.length ? lanesOf(model.faults, x, right).count : 0;
    const rail = model.phases.length ? 18 : 2;
    const box = { left, right, rail, top: rail + Math.min(lanes, LANES_MAX) * LANE_HEIGHT + 26 };
    box.bottom = box.top + (width < NARROW ? 170 : model.phases.length ? 205 : 235);
    const height = box.bottom + 40;
    const y = d3.scaleLinear([0, (most || scale.divisor) / scale.divisor], [box.bottom, box.top]);
    const value = (recorded) => y(recorded / scale.divisor);
    svg.attr('viewBox', `0 0 ${width} ${height}`).attr('height', height).selectAll('*').remove();
    drawFaults(svg, model, x, box);
    drawPhases(svg, model, x, box);
    drawAxes(svg, model, x, y, box);
    for (const series of shown) drawSeries(svg, series, x, value);
    drawReferences(svg, { y: { references: model.y.references.map((r) => ({ ...r, value: r.value / scale.divisor })) } }, y, box);
    drawViolations(svg, model, x, box);
    const cross = svg.append('path').attr('class', 'cross').style('display', 'none');
    const dots = svg.append('g').style('pointer-events', 'none');
    view = { x, value, box, shown, cross, dots, width };
  }

  function mark(at) {
    if (!view) return;
    view.dots.selectAll('*').remove();
    view.cross.style('display', at === null ? 'none' : null);
    if (at === null) return;
    view.cross.attr('d', `M${view.x(at)},${view.box.top}V${view.box.bottom}`);
    for (const series of view.shown) {
      const point = nearest(series, at);
      if (point) {
        view.dots.append('circle').attr('cx', view.x(point[0])).attr('cy', view.value(point[1])).attr('r', 3.5)
          .attr('fill', series.colour).attr('stroke', 'var(--card)');
      }
    }
  }

  function show(index) {
    const at = index === null ? null : model.x.positions[index];
    cursor = index === null ? cursor : index;
    for (const member of model.group) member(at);
    tip.style('display', at === null ? 'none' : null);
    if (at === null) return;
    const lines = view.shown.map((series) => ({ series, point: nearest(series, at) }));
    const say = ({ point }) => (point ? readable(point[1] - (point[2] || 0), model.y.unit) : 'no samples');
    const faults = model.faults.filter((fault) => fault.end >= at - 0.5 && fault.start <= at + 0.5);
    const found = model.violations.filter((violation) => Math.abs(violation.seconds - at) <= 0.5);
    tip.selectAll('*').remove();
    tip.append('b').text(model.x.describe(at, index));
    for (const line of model.stack ? lines.slice().reverse() : lines) {
      const row = tip.append('div');
      const name = row.append('span');
      name.append('i').style('background', line.series.colour);
      name.append('span').text(line.series.name);
      row.append('span').text(say(line));
    }
    if (model.stack) {
      const whole = d3.sum(lines, ({ point }) => (point ? point[1] - point[2] : 0));
      const row = tip.append('div');
      row.append('span').text('all phases');
      row.append('span').text(readable(whole, model.y.unit));
    }
    for (const fault of faults) tip.append('span').attr('class', 'fault').text('fault: ' + fault.text);
    for (const violation of found) tip.append('span').attr('class', 'bad').text('violation: ' + violation.name);
    spoken.text(model.x.describe(at, index) + ': ' + lines.map((line) => line.series.name + ' ' + say(line)).join(', '));
    // A narrow chart would vanish behind its values: there they stand below it.
    tip.classed('below', view.width < NARROW);
    if (view.width < NARROW) {
      tip.style('left', '0').style('top', view.box.bottom + 22 + 'px');
      return;
    }
    const size = tip.node().getBoundingClientRect();
    const px = view.x(at);
    const leftSide = px + 14 + size.width > view.width;
    tip.style('left', Math.max(0, Math.min(view.width - size.width, leftSide ? px - 14 - size.width : px + 14)) + 'px')
      .style('top', view.box.top + 4 + 'px');
  }

  const indexAt = (event) =>
    d3.bisector((position) => view.x(position)).center(model.x.positions, d3.pointer(event, svg.node())[0]);
  svg.on('pointermove pointerdown', (event) => show(indexAt(event)));
  svg.on('pointerleave blur', () => show(null));
  svg.on('keydown', (event) => {
    const last = model.x.positions.length - 1;
    const to = { ArrowLeft: Math.max(0, cursor - 1), ArrowRight: Math.min(last, cursor + 1), Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      show(to);
    } else if (event.key === 'Escape') {
      show(null);
    }
  });
  model.group.push(mark);
  if (model.series.length > 1 || model.faults.length || model.violations.length) drawLegend(legend, model, draw);
  else legend.remove();
  new ResizeObserver(draw).observe(canvas.node());
  draw();
}
