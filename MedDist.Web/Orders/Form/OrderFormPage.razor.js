// The browser's part of the order form: a journal of what was typed, encrypted with a key that cannot leave this browser; the focus; and what happens while there is no connection.
const LIFE = 24 * 3600 * 1000;
const TYPED = 'input, textarea, select';

const open = () => new Promise((done, fail) => {
  const request = indexedDB.open('meddist-drafts', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('journals');
  };
  request.onsuccess = () => {
    // A sign-out in another tab deletes the whole.
    request.result.onversionchange = () => request.result.close();
    done(request.result);
  };
  request.onerror = () => fail(request.error);
});

const ask = (db, store, mode, act) => new Promise((done, fail) => {
  const transaction = db.transaction(store, mode);
  const request = act(transaction.objectStore(store));
  transaction.oncomplete = () => done(request.result);
  transaction.onerror = transaction.onabort = () => fail(transaction.error);
});

async function keyOf(db, user) {
  const known = await ask(db, 'keys', 'readonly', s => s.get(user));
  if (known) return known;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await ask(db, 'keys', 'readwrite', s => s.put(key, user));
  return key;
}

export async function start(root, draft, user, dotnet) {
  const id = user + '/' + draft;
  let db = null, key = null;
  try {
    db = await open();
    key = await keyOf(db, user);
    const all = await ask(db, 'journals', 'readonly', s => s.getAll());
    for (const old of all.filter(j => j.at < Date.now() - LIFE)) await ask(db, 'journals', 'readwrite', s => s.delete(old.id));
  } catch { db = null; }

  // What the server has last seen, and what was typed since: field by field, also while there is no connection.
  let content = null, writing = Promise.resolve(), queued = false, ended = false;
  const typed = new Map();

  const write = () => {
    if (!db || queued || ended) return;
    queued = true;
    writing = writing.then(async () => {
      queued = false;
      if (ended) return;
      const plain = new TextEncoder().encode(JSON.stringify({ content, typed: [...typed].map(([field, t]) => ({ field, ...t })) }));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }, key, plain);
      await ask(db, 'journals', 'readwrite', s => s.put({ id, iv, data, at: Date.now() }, id));
      root.dataset.kept = String(Number(root.dataset.kept || 0) + 1);
    }).catch(() => { });
  };

  const read = async () => {
    try {
      const kept = db && await ask(db, 'journals', 'readonly', s => s.get(id));
      if (!kept) return null;
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv, additionalData: new TextEncoder().encode(id) }, key, kept.data);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch { return null; }
  };

  const note = e => {
    const field = e.target;
    if (!field.id || !field.matches?.(TYPED) || field.type === 'checkbox' || field.type === 'file') return;
    typed.set(field.id, { value: field.value, at: Date.now() });
    write();
  };
  root.addEventListener('input', note);

  // Types into the fields again what the server has not heard of.
  const retype = entries => {
    for (const entry of entries) {
      const field = document.getElementById(entry.field);
      if (!field || !field.matches(TYPED) || field.value === entry.value) continue;
      // A choice from a list is more than the letters that led to it.
      if (field.matches('[data-typeahead]') && !entry.value.startsWith(field.value)) continue;
      field.value = entry.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      // A date is written out when its field is left.
      if (field !== document.activeElement) field.dispatchEvent(new FocusEvent('blur'));
    }
  };

  // While the connection is away the indicator says so; when the same circuit is back, what was typed meanwhile is sent again.
  const modal = document.getElementById('components-reconnect-modal');
  let lost = 0;
  const watch = new MutationObserver(() => {
    const away = modal.classList.contains('components-reconnect-show') || modal.classList.contains('components-reconnect-failed') || modal.classList.contains('components-reconnect-rejected');
    root.toggleAttribute('data-away', away);
    if (away) lost ||= Date.now();
    else if (lost) {
      const since = lost - 12000;
      lost = 0;
      for (const [name, t] of typed) {
        const field = document.getElementById(name);
        if (t.at > since && field && field.value === t.value) field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
  });
  if (modal) watch.observe(modal, { attributes: true, attributeFilter: ['class'] });

  // Also inside a field, where other shortcuts rest.
  const submit = e => {
    if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey) || document.querySelector('dialog:modal')) return;
    e.preventDefault();
    document.getElementById('submit-order')?.click();
  };
  document.addEventListener('keydown', submit, { capture: true });

  const hide = () => { if (document.visibilityState === 'hidden') dotnet.invokeMethodAsync('OnHiddenAsync').catch(() => { }); };
  document.addEventListener('visibilitychange', hide);

  const kept = await read();
  return {
    works: () => db !== null,
    // As bytes: a long form is more than one message of the circuit may hold.
    kept: () => new TextEncoder().encode(kept?.content || 'null'),
    retype: () => retype((kept?.typed ?? []).filter(t => t.at > Date.now() - LIFE)),
    keep: json => {
      content = json;
      // The server has what was typed up to a moment ago.
      for (const [name, t] of typed) if (t.at < Date.now() - 3000) typed.delete(name);
      write();
    },
    drop: async () => {
      ended = true;
      typed.clear();
      await writing;
      if (db) await ask(db, 'journals', 'readwrite', s => s.delete(id));
    },
    dispose: () => {
      root.removeEventListener('input', note);
      document.removeEventListener('visibilitychange', hide);
      document.removeEventListener('keydown', submit, { capture: true });
      watch.disconnect();
      db?.close();
      db = null;
    },
  };
}

// To a field by its id: also one that a click, or the drawing that is on its way, must first bring on.
export async function focus(id) {
  for (let looks = 0; looks < 40 && !document.getElementById(id); looks++) await new Promise(done => setTimeout(done, 25));
  const field = document.getElementById(id);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}

// Where a form that was just opened begins; not where somebody is typing already.
export function begin(id) {
  if (document.activeElement === document.body || document.activeElement?.matches('h1')) focus(id);
}
