// A film's controls stand under its picture, as what is burned into it is what one came to judge.
(() => {
  "use strict";
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const made = (film) => {
    const bar = film.parentElement.querySelector("[data-player]");
    if (!bar || film.dataset.led) { return; }
    film.dataset.led = "1";
    film.controls = false;
    bar.hidden = false;
    const part = (name) => bar.querySelector(`[data-${name}]`);
    const [play, place, at, captions, sound, full] = ["play", "place", "at", "captions", "sound", "full"].map(part);
    const show = () => {
      const length = Number.isFinite(film.duration) ? film.duration : Number(bar.dataset.length);
      play.classList.toggle("is-on", !film.paused);
      play.setAttribute("aria-label", film.paused ? play.dataset.off : play.dataset.on);
      place.max = String(length || 1);
      place.value = String(film.currentTime);
      place.setAttribute("aria-valuetext", `${clock(film.currentTime)} / ${clock(length || 0)}`);
      at.textContent = `${clock(film.currentTime)} / ${clock(length || 0)}`;
      sound.setAttribute("aria-pressed", String(!film.muted));
      const track = film.textTracks[0];
      if (captions) { captions.setAttribute("aria-pressed", String(Boolean(track) && track.mode === "showing")); }
    };
    film.addEventListener("play", () => film.parentElement.classList.add("is-played"), { once: true });
    const turn = () => { if (film.paused) { film.play().catch(() => {}); } else { film.pause(); } };
    play.addEventListener("click", turn);
    film.addEventListener("click", turn);
    place.addEventListener("input", () => { film.currentTime = Number(place.value); });
    sound.addEventListener("click", () => { film.muted = !film.muted; show(); });
    captions?.addEventListener("click", () => {
      const tracks = [...film.textTracks], shown = tracks.findIndex((one) => one.mode === "showing");
      tracks.forEach((one, at) => { one.mode = at === (shown + 1) % (tracks.length + 1) && shown + 1 < tracks.length ? "showing" : "disabled"; });
      show();
    });
    full.addEventListener("click", () => film.requestFullscreen?.());
    for (const name of ["play", "pause", "timeupdate", "loadedmetadata", "volumechange", "ended"]) { film.addEventListener(name, show); }
    show();
  };
  const all = () => document.querySelectorAll("video[data-film]").forEach(made);
  document.addEventListener("htmx:after:swap", () => {
    for (const film of document.querySelectorAll("video[data-led][controls]")) { delete film.dataset.led; }
    all();
  });
  all();
})();
