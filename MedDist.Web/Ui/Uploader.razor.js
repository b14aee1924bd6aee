// Files dropped on the zone or pasted while it shows go into its file field, as if they were chosen there.
export function attach(zone, id) {
  const give = files => {
    const input = document.getElementById(id);
    if (!files.length || !input || input.disabled) return false;
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  const over = e => {
    if (!e.dataTransfer?.types.includes('Files')) return;
    e.preventDefault();
    zone.classList.add('over');
  };
  const leave = e => { if (!zone.contains(e.relatedTarget)) zone.classList.remove('over'); };
  const drop = e => {
    zone.classList.remove('over');
    if (e.dataTransfer?.files.length) {
      e.preventDefault();
      give(e.dataTransfer.files);
    }
  };
  const paste = e => { if (e.clipboardData?.files.length && give(e.clipboardData.files)) e.preventDefault(); };
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', leave);
  zone.addEventListener('drop', drop);
  document.addEventListener('paste', paste);
  return {
    dispose: () => {
      zone.removeEventListener('dragover', over);
      zone.removeEventListener('dragleave', leave);
      zone.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    },
  };
}
