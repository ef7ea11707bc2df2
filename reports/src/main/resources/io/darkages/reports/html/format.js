// Values as people read them: the same rules as Readable.java has for tables.

/** The unit to draw values up to `max` in: {divisor, name}. */
function scaleOf(unit, max) {
  switch (unit) {
    case 'ns':
      return max >= 10e9 ? { divisor: 1e9, name: 's' }
        : max >= 1e6 || max === 0 ? { divisor: 1e6, name: 'ms' }
        : max >= 1e3 ? { divisor: 1e3, name: 'µs' } : { divisor: 1, name: 'ns' };
    case 'um':
      return max >= 1e6 || max === 0 ? { divisor: 1e6, name: 'm' }
        : max >= 1e3 ? { divisor: 1e3, name: 'mm' } : { divisor: 1, name: 'µm' };
    case 'B/s': return max >= 1e3 ? { divisor: 1e3, name: 'kB/s' } : { divisor: 1, name: 'B/s' };
    case 'B': return max >= 1e6 ? { divisor: 1e6, name: 'MB' } : max >= 1e4 ? { divisor: 1e3, name: 'kB' } : { divisor: 1, name: 'B' };
    case '1/s': return { divisor: 1, name: '/s' };
    case 'count': case 'level': return { divisor: 1, name: '' };
    default: return { divisor: 1, name: unit };
  }
}

function number(value) {
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

function readable(value, unit) {
  const scale = scaleOf(unit, Math.abs(value));
  const space = scale.name === '' || scale.name === '/s' ? '' : ' ';
  return number(value / scale.divisor) + space + scale.name;
}

/** What the axis says beside its unit. */
function axisTitle(what, unit, max) {
  const name = scaleOf(unit, max).name;
  return name === '' ? what : what + ' (' + (name === '/s' ? 'per second' : name) + ')';
}

const colour = (index) => 'var(--c' + index % 10 + ')';
