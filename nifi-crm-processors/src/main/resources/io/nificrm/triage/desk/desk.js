'use strict';
// The pages work without this; it makes clocks run, the queue update itself, and keys work.
(() => {
  const age = seconds => {
    const d = Math.floor(seconds / 86400), h = Math.floor(seconds / 3600) % 24, m = Math.floor(seconds / 60) % 60;
    return d ? `${d} d ${h} h` : h ? `${h} h ${m} min` : m ? `${m} min ${Math.floor(seconds % 60)} s` : `${Math.floor(seconds)} s`;
  };
  const tick = () => document.querySelectorAll('time[data-due]').forEach(clock => {
    const left = (Date.parse(clock.dataset.due) - Date.now()) / 1000;
    clock.textContent = left < 0 ? `${age(-left)} late` : `${age(left)} left`;
    clock.classList.toggle('late', left < 0);
  });
  tick();
  setInterval(tick, 1000);

  const rows = document.getElementById('rows');
  const links = () => [...document.querySelectorAll('#rows a.text')];
  if (rows) {
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(rows.dataset.source, {credentials: 'same-origin'});
        if (answer.status === 401) return location.reload();
        if (!answer.ok) return;
        const fresh = await answer.text();
        const focused = links().indexOf(document.activeElement);
        const href = focused < 0 ? '' : document.activeElement.getAttribute('href');
        rows.innerHTML = fresh; // made and escaped by the server from the same template as the page
        tick();
        const first = rows.querySelector('[data-total]');
        document.getElementById('total').textContent = first ? first.dataset.total : '0';
        if (focused >= 0) (links().find(a => a.getAttribute('href') === href) || links()[focused] || rows).focus();
      } catch (offline) {
        rows.setAttribute('data-stale', '');
      }
    }, 5000);
  }
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
    const all = links(), at = all.indexOf(document.activeElement);
    if (event.key === 'j' && all.length) all[Math.min(at + 1, all.length - 1)].focus();
    else if (event.key === 'k' && all.length) all[Math.max(at - 1, 0)].focus();
    else if (event.key === '/' && rows) { event.preventDefault(); document.querySelector('input[name=words]').focus(); }
    else if (event.key === 'u' && !rows) location.href = 'queue';
  });
  document.querySelectorAll('[data-copy]').forEach(button => button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
    } catch (denied) {
      text.select();
      document.execCommand('copy');
    }
    document.getElementById('copied').textContent = 'Copied.';
  }));
})();
