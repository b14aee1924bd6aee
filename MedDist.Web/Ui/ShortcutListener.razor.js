const typed = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
const pressed = 'a[href], button, summary, input, [role=button], [role=tab], [role=menuitem], [role=option]';

function nameOf(e) {
  const mod = e.ctrlKey || e.metaKey;
  const key = e.key === ' ' ? 'space' : e.key.toLowerCase();
  const letter = key.length > 1 || key.toUpperCase() !== key;
  return (mod ? 'ctrl+' : '') + (e.altKey ? 'alt+' : '') + (e.shiftKey && letter ? 'shift+' : '') + key;
}

export function listen(dotnet) {
  let wanted = {};
  const on = e => {
    if (e.defaultPrevented || e.isComposing || e.getModifierState('AltGraph')) return;
    const target = e.composedPath()[0];
    const mod = e.ctrlKey || e.metaKey;
    if (target instanceof HTMLElement) {
      // In a field, Ctrl+A selects its text.
      if ((!mod || e.key.toLowerCase() === 'a') && (target.isContentEditable || target.matches(typed))) return;
      if (!mod && (e.key === 'Enter' || e.key === ' ') && target.matches(pressed)) return;
      if (e.key.startsWith('Arrow') && target.matches('input[type=radio]')) return;
    }
    const name = nameOf(e);
    if (!(name in wanted) || document.querySelector('dialog:modal, [aria-modal=true], .rz-dialog')) return;
    e.preventDefault();
    if (!e.repeat || wanted[name]) dotnet.invokeMethodAsync('OnKeyAsync', name);
  };
  document.addEventListener('keydown', on);
  return {
    want: keys => {
      wanted = keys;
      document.documentElement.dataset.keys = Object.keys(keys).length;
    },
    dispose: () => document.removeEventListener('keydown', on),
  };
}
