// Active time of a form: from the first focus, between things that the user does, where less than a minute lies between them. No text is looked at.
const idle = 60000;
const seen = ['focusin', 'focusout', 'keydown', 'input', 'change', 'pointerdown', 'paste'];

export function watch(formId, key) {
  const store = `form-time:${key}`;
  let count = { total: 0, fields: {} };
  try { count = JSON.parse(sessionStorage.getItem(store)) ?? count; } catch { /* begins anew */ }
  let last = null;
  let field = null;
  const nameOf = target => target?.closest?.('[data-timing]')?.dataset.timing ?? null;
  const step = now => {
    if (last !== null && now > last && now - last <= idle) {
      count.total += now - last;
      if (field) count.fields[field] = (count.fields[field] ?? 0) + now - last;
    }
    last = now;
  };
  const on = e => {
    const form = document.getElementById(formId);
    if (!form?.contains(e.target)) return;
    if (last === null && e.type !== 'focusin' && e.type !== 'pointerdown') return;
    step(performance.now());
    if (e.type !== 'focusout') field = nameOf(e.target) ?? field;
    if (e.type === 'focusout' || e.type === 'change') keep();
  };
  const keep = () => { try { sessionStorage.setItem(store, JSON.stringify(count)); } catch { /* full: only this count is lost */ } };
  const seenPage = () => {
    if (document.hidden) {
      if (last !== null) step(performance.now());
      last = null;
      keep();
    }
  };
  for (const type of seen) document.addEventListener(type, on, { capture: true, passive: true });
  document.addEventListener('visibilitychange', seenPage);
  const rounded = () => ({ total: Math.round(count.total), fields: Object.fromEntries(Object.entries(count.fields).map(([name, ms]) => [name, Math.round(ms)])) });
  return {
    finish: () => {
      if (last !== null) step(performance.now());
      const result = rounded();
      count = { total: 0, fields: {} };
      last = null;
      try { sessionStorage.removeItem(store); } catch { /* nothing to remove */ }
      return result;
    },
    read: rounded,
    dispose: () => {
      if (count.total > 0) keep();
      for (const type of seen) document.removeEventListener(type, on, { capture: true });
      document.removeEventListener('visibilitychange', seenPage);
    },
  };
}
