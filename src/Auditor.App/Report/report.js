// Filters of the list of calls, one sound at a time, and everything open on paper. The page works without it.
const filters = document.querySelector('.filters');
if (filters) {
  const status = document.getElementById('status');
  const words = document.getElementById('words');
  const shown = document.getElementById('shown');
  const calls = [...document.querySelectorAll('article.call')];
  const apply = () => {
    const text = words.value.trim().toLowerCase();
    let count = 0;
    for (const call of calls) {
      const fits = (!status.value || call.dataset.status.split(' ').includes(status.value))
        && (!text || call.textContent.toLowerCase().includes(text));
      call.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${calls.length} calls`;
  };
  filters.hidden = false;
  status.addEventListener('change', apply);
  words.addEventListener('input', apply);
  apply();
}
document.addEventListener('play', event => {
  for (const sound of document.querySelectorAll('audio')) {
    if (sound !== event.target) {
      sound.pause();
    }
  }
}, true);
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('details:not([open])')) {
    part.open = true;
    part.dataset.closed = '';
  }
});
addEventListener('afterprint', () => {
  for (const part of document.querySelectorAll('details[data-closed]')) {
    part.open = false;
    delete part.dataset.closed;
  }
});
