// What the desk needs of the browser: the focus on the current case, and cards that can be dragged.
export function attach(root, dotnet) {
  let taking = null;
  let grab = Promise.resolve();
  let done = false;
  // A card that is let go at once waits until it was picked up.
  const put = column => grab.then(() => dotnet.invokeMethodAsync('OnDropAsync', column));
  const lane = e => e.target.closest?.('[data-lane]');
  const start = e => {
    const card = e.target.closest?.('.desk-card[draggable=true]');
    if (!card) return;
    taking = null;
    done = false;
    e.dataTransfer.effectAllowed = 'move';
    e.dataTransfer.setData('text/plain', card.id);
    grab = dotnet.invokeMethodAsync('OnGrabAsync', card.id).then(columns => { taking = columns; });
  };
  const over = e => {
    const to = lane(e);
    if (!to) return;
    // A column that does not take it can be dropped on too: it then says why. With another effect the browser would not report the drop.
    e.preventDefault();
    e.dataTransfer.dropEffect = 'move';
    if (!taking || taking.includes(to.dataset.lane)) to.classList.add('over');
  };
  const leave = e => { const to = lane(e); if (to && !to.contains(e.relatedTarget)) to.classList.remove('over'); };
  const drop = e => {
    const to = lane(e);
    if (!to) return;
    e.preventDefault();
    done = true;
    to.classList.remove('over');
    put(to.dataset.lane);
  };
  const end = () => { if (!done) put(null); };
  const all = { dragstart: start, dragover: over, dragleave: leave, drop, dragend: end };
  for (const [name, what] of Object.entries(all)) root.addEventListener(name, what);
  return { dispose() { for (const [name, what] of Object.entries(all)) root.removeEventListener(name, what); } };
}

export function focusOn(id) {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
