// The points of a chart are one tab stop: arrows, Home and End move between them; Enter follows the link that has the focus.
const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function rove(body) {
  const points = () => [...body.querySelectorAll('[data-point]')];
  const take = point => points().forEach(p => p.setAttribute('tabindex', p === point ? '0' : '-1'));
  body.addEventListener('focusin', e => {
    const point = e.target.closest('[data-point]');
    if (point) take(point);
  });
  body.addEventListener('keydown', e => {
    const all = points();
    const at = all.indexOf(e.target.closest('[data-point]'));
    const to = e.key === 'Home' ? 0 : e.key === 'End' ? all.length - 1 : e.key in steps ? Math.min(Math.max(at + steps[e.key], 0), all.length - 1) : -1;
    if (at < 0 || to < 0 || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    e.stopPropagation();
    all[to].focus();
  });
}
