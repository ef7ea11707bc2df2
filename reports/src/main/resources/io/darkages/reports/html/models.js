// From the results' JSON to chart models, one function for each kind of chart.

const report = JSON.parse(document.getElementById('report-data').textContent);
const timeGroups = report.runs.map(() => []);

const linearTicks = (x, count) => x.ticks(count).map((at) => ({ at, label: number(at) }));

/** The common part of charts over virtual time; `seconds` values, each in the middle of its second. */
function timeModel(index, title, what, unit, seconds, series) {
  const run = report.runs[index];
  const end = Math.max(run.virtualSeconds, seconds, 1);
  const max = d3.max(series, (line) => d3.max(line.points, (point) => point[1])) || 0;
  return {
    title,
    series,
    group: timeGroups[index],
    x: {
      scale: () => d3.scaleLinear([0, end], [0, 1]),
      title: 'virtual time (s)',
      ticks: linearTicks,
      positions: d3.range(seconds).map((second) => second + 0.5),
      describe: (at) => 'second ' + number(at - 0.5) + ' to ' + number(at + 0.5),
    },
    y: { title: axisTitle(what, unit, max), unit, max, references: [] },
    phases: run.phases,
    faults: run.faults.map((fault) => ({
      kind: fault.kind,
      start: Math.min(end, fault.startSeconds),
      end: fault.durationSeconds === null ? end : Math.min(end, fault.startSeconds + fault.durationSeconds),
      text: [fault.kind, fault.target, fault.parameters].filter((part) => part !== '').join(', '),
    })),
    violations: run.invariants.flatMap((invariant) => invariant.firstViolations.map((violation) => ({
      seconds: violation.virtualNanos / 1e9, name: invariant.name,
    }))),
  };
}

function latencyModel(index, title, name) {
  const latency = report.runs[index].latencies.find((each) => each.name === name);
  const { count } = latency.perSecond;
  const line = (label, values, shade) => ({
    name: label, colour: shade, kind: 'line',
    points: values.map((value, second) => [second + 0.5, count[second] === 0 ? null : value]),
  });
  const series = [
    line('p50', latency.perSecond.p50, colour(0)),
    line('p99', latency.perSecond.p99, colour(1)),
    line('max', latency.perSecond.max, colour(6)),
  ];
  const before = compared(index) && report.baseline.latencies.find((each) => each.name === name);
  if (before && before.count > 0 && before.unit === latency.unit) {
    series.push({
      name: 'p99, baseline', colour: colour(1), kind: 'line', dashed: true, twin: series[1],
      points: before.perSecond.p99.map((value, second) => [second + 0.5, before.perSecond.count[second] ? value : null])
        .slice(0, count.length),
    });
  }
  const model = timeModel(index, title, { ns: 'time', um: 'distance', B: 'size', count: 'number' }[latency.unit] || name,
    latency.unit, count.length, series);
  if (name === 'correction-size') {
    model.y.references.push(
      { value: 100_000, label: 'drawn from 0.1 m', kind: 'note' }, { value: 2_000_000, label: 'snaps from 2 m', kind: 'note' });
  }
  if (name === 'tick-time') model.y.references.push(budget(index));
  return model;
}

function budget(index) {
  const nanos = report.runs[index].tickBudgetNanos;
  return { value: nanos, label: 'budget ' + readable(nanos, 'ns'), kind: 'limit' };
}

/** Whether this run is drawn beside the baseline: the rule of HtmlReport.render. */
function compared(index) {
  return report.baseline !== null
    && (report.runs.length === 1 || report.runs[index].scenario === report.baseline.scenario);
}

const LATENCY_TITLES = {
  'input-to-ack': 'input to acknowledgement',
  'input-to-ack - rtt': 'input to acknowledgement, less the round trip',
  rtt: 'round trip',
  'hit-confirm': 'time to confirm a hit',
  'behind-cover': 'behind cover when hurt',
  'snapshot-age': 'snapshot age',
  'handoff-gap': 'handoff gap',
};

function percentilesModel(index, title) {
  const drawn = (run) => run.latencies.filter((each) => each.unit === 'ns' && each.count > 0 && each.name !== 'tick-time');
  const lines = drawn(report.runs[index]);
  const most = d3.max(lines, (line) => line.count);
  // x is 1 / (share of the samples that is slower): each decade is a tenth of the samples.
  const reach = (latency) => latency.curve.map(({ percentile, value }) =>
    [percentile === 100 ? latency.count : Math.min(latency.count, 100 / (100 - percentile)), value]);
  const series = lines.map((latency, i) => ({
    name: LATENCY_TITLES[latency.name] || latency.name, colour: colour(i), kind: 'line', points: reach(latency),
  }));
  if (compared(index)) {
    for (const before of drawn(report.baseline)) {
      const i = lines.findIndex((line) => line.name === before.name);
      if (i < 0) continue;
      series.push({
        name: series[i].name + ', baseline', colour: colour(i), kind: 'line', dashed: true, twin: series[i], points: reach(before),
      });
    }
  }
  const positions = [...new Set(series.flatMap((line) => line.points.map((point) => point[0])))].sort(d3.ascending);
  const label = (at) => (at <= 1 ? '0 %' : number100(100 - 100 / at) + ' %');
  const max = d3.max(lines, (line) => line.max);
  return {
    title,
    series,
    group: [],
    x: {
      scale: () => d3.scaleLog([1, Math.max(2, d3.max(positions))], [0, 1]),
      title: 'share of the samples (log scale towards the slowest)',
      ticks: (x) => [1, 2, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
        .filter((at) => at <= x.domain()[1])
        .map((at) => ({ at, label: label(at) })),
      positions,
      describe: (at) => (at >= most ? 'slowest sample' : label(at) + ' of the samples are at most'),
    },
    y: { title: axisTitle('time', 'ns', max), unit: 'ns', max, references: [] },
    phases: [], faults: [], violations: [],
  };
}

/** Percentiles need their nines: 99.9969, not 100. */
function number100(percent) {
  const digits = percent >= 100 ? 0 : Math.max(1, Math.ceil(-Math.log10(100 - percent)) + 2);
  return percent.toLocaleString('en-US', { maximumFractionDigits: Math.min(8, digits) });
}

function playersModel(index, title, direction) {
  const { players } = report.runs[index].bandwidth;
  const { limit } = report.runs[index].bandwidth[direction];
  const most = (player) => player[direction + 'Max'];
  const sorted = players.slice().sort((a, b) => most(a) - most(b) || a.player - b.player);
  const max = Math.max(limit, most(sorted[sorted.length - 1]));
  return {
    title,
    series: [{
      name: direction, colour: colour(direction === 'down' ? 0 : 2), kind: 'dots', limit,
      points: sorted.map((player, i) => [i + 1, most(player)]),
    }],
    group: [],
    x: {
      scale: () => d3.scaleLinear(sorted.length > 1 ? [1, sorted.length] : [0.5, 1.5], [0, 1]),
      title: 'players, from the quietest to the busiest',
      ticks: (x, count) => [...new Set([1, ...x.ticks(Math.min(count, sorted.length))])].filter(Number.isInteger).map((at) => ({ at, label: number(at) })),
      positions: sorted.map((player, i) => i + 1),
      describe: (at, i) => 'player ' + sorted[i].player + ', number ' + at + ' of ' + sorted.length,
    },
    y: {
      title: axisTitle('bandwidth', 'B/s', max), unit: 'B/s', max,
      references: [{ value: limit, label: 'limit ' + readable(limit, 'B/s'), kind: 'limit', always: true }],
    },
    phases: [], faults: [], violations: [],
  };
}

function seriesModel(index, title, name) {
  const lines = report.runs[index].series.filter((each) => each.chart === name);
  const stacked = name === 'tick-time-by-phase';
  const whole = lines.every((line) => line.values.every(Number.isInteger) && (line.unit === 'count' || line.unit === 'level'));
  const unit = lines[0].unit;
  const series = lines.map((line, i) => ({
    name: line.name, colour: colour(i), kind: stacked ? 'area' : name === 'quality-of-service' ? 'step' : 'line',
    points: line.values.map((value, second) => [second + 0.5, value, 0]),
  }));
  const what = {
    bandwidth: 'for each player', 'tick-time-by-phase': 'mean cost of a tick', population: 'players', 'population-by-zone': 'players',
    'quality-of-service': 'level, 0 is full quality', 'entity-updates-per-player': 'updates',
  }[name] || name;
  const model = timeModel(index, title, what, unit, d3.max(lines, (line) => line.values.length), series);
  model.y.whole = whole;
  if (stacked) {
    const costs = lines.map((line) => line.values);
    series.forEach((line, i) => { line.cost = costs[i]; });
    model.stack = (shown) => {
      const base = new Array(model.x.positions.length).fill(0);
      for (const line of shown) {
        line.points = line.cost.map((cost, second) => {
          const point = [second + 0.5, base[second] + cost, base[second]];
          base[second] += cost;
          return point;
        });
      }
    };
    model.stack(series);
    model.y.max = d3.max(series, (line) => d3.max(line.points, (point) => point[1]));
    model.y.title = axisTitle(what, unit, model.y.max);
    model.y.references.push(budget(index));
  }
  if (name === 'bandwidth') {
    const { down, up } = report.runs[index].bandwidth;
    model.y.references.push({ value: down.limit, label: 'limit down ' + readable(down.limit, 'B/s'), kind: 'limit' });
    model.y.references.push({ value: up.limit, label: 'limit up ' + readable(up.limit, 'B/s'), kind: 'limit' });
  }
  return model;
}

/** Fights of honest players by round trip: one pair of lines for each degree of loss. */
function fairnessModel(index, title, name) {
  const rows = report.runs[index].fairness.filter((row) => row.honest);
  const cover = name === 'cover';
  const trips = [...new Set(rows.map((row) => row.roundTripMillis))].sort(d3.ascending);
  const line = (losses, label, i, dashed, value) => ({
    name: label + (losses > 0 ? ', ' + number(losses) + ' % loss' : ''), colour: colour(i), kind: 'dots', dashed,
    points: rows.filter((row) => row.lossPercent === losses).map((row) => [row.roundTripMillis, value(row)]),
  });
  const share = (part, whole) => (whole === 0 ? null : 100 * part / whole);
  const series = [...new Set(rows.map((row) => row.lossPercent))].sort(d3.ascending).flatMap((losses, i) => (cover ? [
    line(losses, 'p50', i, true, (row) => (row.cover.count ? row.cover.p50Nanos : null)),
    line(losses, 'max', i, false, (row) => (row.cover.count ? row.cover.maxNanos : null)),
  ] : [
    line(losses, 'unfair', i, false, (row) => share(row.unfairlyMissed + row.unfairlyHit,
      row.agreed + row.unfairlyMissed + row.unfairlyHit)),
    line(losses, 'too close', i, true, (row) => share(row.inMargin,
      row.agreed + row.unfairlyMissed + row.unfairlyHit + row.inMargin)),
  ])).filter((each) => each.points.some((point) => point[1] !== null));
  const unit = cover ? 'ns' : '%';
  const max = d3.max(series, (each) => d3.max(each.points, (point) => point[1])) || 0;
  const end = Math.max(10, trips[trips.length - 1]);
  return {
    title,
    series,
    group: [],
    x: {
      scale: () => d3.scaleLinear([0, end], [0, 1]),
      title: 'round trip (ms)',
      ticks: linearTicks,
      positions: trips,
      describe: (at) => 'round trip ' + number(at) + ' ms',
    },
    y: { title: axisTitle(cover ? 'time' : 'share of attacks', unit, max), unit, max, references: [] },
    phases: [], faults: [], violations: [],
  };
}

const MODELS = {
  fairness: fairnessModel, percentiles: percentilesModel, latency: latencyModel, players: playersModel, series: seriesModel };
for (const host of document.querySelectorAll('.plot')) {
  const { run, kind, title, name } = host.dataset;
  chart(host, MODELS[kind](Number(run), title, name));
}
