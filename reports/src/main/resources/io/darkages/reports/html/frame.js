// What surrounds a chart's lines: axes, grid, fault bands, phases, reference lines, violations.

const LANES_MAX = 4;
const LANE_HEIGHT = 16;

/** More faults than this are shaded as one. */
const CROWD = 10;

/** Text that fits into `width` pixels at the labels' size, or less of it. */
function fit(text, width) {
  const characters = Math.floor(width / 6.1);
  return text.length <= characters ? text : characters < 2 ? '' : text.slice(0, characters - 1) + '…';
}

/**
 * Spreads the faults over lanes so that no two labels touch. Where whole names need too many lanes, they
 * shrink to their numbers; what still finds no lane keeps its band and loses its label.
 */
function lanesOf(faults, x, right) {
  const place = (label) => {
    const ends = [];
    const placed = faults.map((fault, index) => {
      const text = label(fault, index);
      const width = text.length * 6.1 + 8;
      const start = Math.min(x(fault.start), right - Math.min(width, right - x.range()[0]));
      let lane = ends.findIndex((end) => end <= start);
      if (lane < 0) lane = ends.length;
      ends[lane] = Math.max(x(fault.end), start + width) + 3;
      return { fault, text, lane, start, width };
    });
    return { placed, count: ends.length };
  };
  const full = place((fault, index) => (index + 1) + ' ' + fault.kind);
  if (full.count <= LANES_MAX) return full;
  const short = place((fault, index) => String(index + 1));
  short.count = Math.min(short.count, LANES_MAX);
  return short;
}

/** Where at least one fault is in force, as disjoint stretches: many faults must not shade each other black. */
function union(faults) {
  const stretches = [];
  for (const { start, end } of faults.slice().sort((a, b) => a.start - b.start)) {
    const last = stretches[stretches.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}

function drawFaults(svg, model, x, box) {
  const lanes = lanesOf(model.faults, x, box.right);
  const crowded = model.faults.length > CROWD;
  for (const stretch of crowded ? union(model.faults) : model.faults) {
    const from = x(stretch.start);
    svg.append('rect').attr('class', 'band').attr('x', from).attr('width', Math.max(2, x(stretch.end) - from))
      .attr('y', box.top).attr('height', box.bottom - box.top);
  }
  for (const { fault, text, lane, start } of lanes.placed) {
    const from = x(fault.start);
    const to = Math.max(from + 2, x(fault.end));
    const top = lane < LANES_MAX ? box.rail + lane * LANE_HEIGHT : box.top;
    svg.append('path').attr('class', crowded ? 'band-edge crowded' : 'band-edge').attr('d', `M${from},${top}V${box.bottom}`);
    if (lane < LANES_MAX) {
      svg.append('rect').attr('class', 'band-tab')
        .attr('x', from).attr('width', to - from).attr('y', top).attr('height', LANE_HEIGHT - 2);
      svg.append('text').attr('class', 'band-label').attr('x', start + 4).attr('y', top + 11).text(text);
    }
  }
}

function drawPhases(svg, model, x, box) {
  for (const phase of model.phases) {
    const from = x(phase.startSeconds);
    const to = x(phase.endSeconds);
    svg.append('text').attr('x', (from + to) / 2).attr('y', 11).attr('text-anchor', 'middle')
      .text(fit(phase.name, to - from - 4));
    if (from > box.left + 1) svg.append('path').attr('class', 'phase').attr('d', `M${from},2V${box.bottom}`);
  }
}

function drawAxes(svg, model, x, y, box) {
  const ticks = y.ticks(5).filter((tick) => !model.y.whole || Number.isInteger(tick));
  for (const tick of ticks) {
    svg.append('path').attr('class', 'gridline').attr('d', `M${box.left},${y(tick)}H${box.right}`);
    svg.append('text').attr('x', box.left - 8).attr('y', y(tick) + 4).attr('text-anchor', 'end').text(number(tick));
  }
  const axis = svg.append('g').attr('class', 'axis');
  axis.append('path').attr('fill', 'none').attr('d', `M${box.left},${box.bottom}H${box.right}`);
  let free = -Infinity;
  for (const tick of model.x.ticks(x, Math.max(2, Math.floor((box.right - box.left) / 70)))) {
    const at = x(tick.at);
    const last = at > box.right - 14;
    // About 7 px to a character; a label that would touch the one before is left out.
    const width = tick.label.length * 7;
    if (at - (last ? width : width / 2) < free) continue;
    free = at + width / 2 + 4;
    axis.append('line').attr('x1', at).attr('x2', at).attr('y1', box.bottom).attr('y2', box.bottom + 5);
    svg.append('text').attr('x', at).attr('y', box.bottom + 18).text(tick.label)
      .attr('text-anchor', last ? 'end' : 'middle');
  }
  svg.append('text').attr('x', box.right).attr('y', box.bottom + 35).attr('text-anchor', 'end').text(model.x.title);
  svg.append('text').attr('x', 2).attr('y', box.top - 13).text(model.y.title);
}

/** Limits (red, dashed) and notes (grey, dotted): horizontal lines with a label. */
function drawReferences(svg, model, y, box) {
  for (const reference of model.y.references) {
    const inside = reference.value <= y.domain()[1];
    if (!inside && reference.kind !== 'limit') continue;
    const at = y(reference.value);
    if (inside) svg.append('path').attr('class', reference.kind).attr('d', `M${box.left},${at}H${box.right}`);
    svg.append('text').attr('class', reference.kind + '-label').attr('text-anchor', 'end').attr('x', box.right - 4)
      .attr('y', inside ? at - 5 : box.top + 12)
      .text(inside ? reference.label : '↑ ' + reference.label + ', above this chart');
  }
}

function drawViolations(svg, model, x, box) {
  for (const violation of model.violations) {
    const at = x(violation.seconds);
    svg.append('path').attr('class', 'violation')
      .attr('d', `M${at - 5},${box.bottom + 1}h10l-5,-9z`);
  }
}
