// Signs out after the tenant's idle time (45 CFR 164.312(a)(2)(iii)), with a warning before. All tabs of the browser count as one.
(() => {
  const form = document.getElementById('idle-sign-out');
  if (!form) return;
  const dialog = document.getElementById('idle-dialog');
  const seconds = document.getElementById('idle-seconds');
  const limit = Number(form.dataset.idleMinutes) * 60000;
  const warning = Math.min(60000, limit / 2);
  const renewal = Math.min(60000, limit / 4);
  let leaving = false;
  let own = 0;

  const read = key => Number(localStorage.getItem('meddist.' + key)) || 0;
  const write = (key, value) => localStorage.setItem('meddist.' + key, String(value));
  // Other tabs of this browser hear it and leave as well.
  const tell = reason => write('left', reason + ' ' + Date.now());

  const leave = reason => {
    if (leaving) return;
    leaving = true;
    location.assign('/sign-in?reason=' + reason);
  };

  const signOut = async () => {
    if (leaving) return;
    try {
      tell('idle');
      await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    } catch { }
    leave('idle');
  };

  const renew = async () => {
    if (Date.now() - read('renewed') < renewal) return;
    write('renewed', Date.now());
    try {
      const answer = await fetch('/account/alive', { method: 'POST', redirect: 'manual' });
      // Only a redirect says that the sign-in has ended; a server that is away for a moment does not.
      if (answer.type === 'opaqueredirect' || answer.status === 401) leave('ended');
    } catch { }
  };

  const act = () => {
    const now = Date.now();
    if (now - own < 500 && !dialog.open) return;
    own = now;
    write('active', now);
    if (dialog.open) dialog.close();
    renew();
  };

  const look = () => {
    const left = limit - (Date.now() - Math.max(own, read('active')));
    if (left <= 0) signOut();
    else if (left <= warning) {
      seconds.textContent = Math.ceil(left / 1000);
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open) dialog.close();
  };

  for (const type of ['keydown', 'pointerdown', 'wheel', 'touchstart']) {
    document.addEventListener(type, act, { capture: true, passive: true });
  }
  // A click on "Sign out now" is no reason to stay.
  dialog.addEventListener('pointerdown', e => { if (e.target.matches('[type=submit]')) e.stopPropagation(); });
  document.getElementById('idle-stay').addEventListener('click', act);
  window.addEventListener('storage', e => { if (e.key === 'meddist.left' && e.newValue) leave(e.newValue.split(' ')[0]); });
  document.addEventListener('submit', e => {
    const action = (e.submitter?.getAttribute('formaction') ?? e.target.getAttribute('action')) || '';
    if (action.startsWith('/account/sign-out')) tell(action.endsWith('everywhere') ? 'everywhere' : 'signed-out');
  });
  own = Date.now();
  write('active', own);
  write('renewed', own);
  setInterval(look, 1000);
})();
