"use strict";
for (const button of document.querySelectorAll(".fold")) {
  const text = button.closest(".text");
  text.classList.add("folded");
  button.hidden = false;
  button.addEventListener("click", () => {
    text.classList.remove("folded");
    button.remove();
  });
}

for (const video of document.querySelectorAll("video")) {
  const shape = () => {
    const ratio = video.videoWidth / video.videoHeight;
    if (ratio < 0.9) video.parentElement.classList.add("tall");
    else if (ratio < 1.2) video.parentElement.classList.add("square");
  };
  if (video.readyState > 0) shape();
  video.addEventListener("loadedmetadata", shape);
  // Without a cover the frame of a third shows, where somebody speaks; playing begins at the beginning, unless somebody
  // chose another place.
  const still = () => (video.poster ? 0 : video.duration / 3);
  const toStill = () => { if (still() && video.paused && video.currentTime < 1.1) video.currentTime = still(); };
  if (video.readyState > 0) toStill();
  video.addEventListener("loadedmetadata", toStill, { once: true });
  const fromCover = () => { if (Math.abs(video.currentTime - still()) < 0.2) video.currentTime = 0; };
  video.addEventListener("play", fromCover, { once: true });
}

// A new post shows itself, unless somebody is watching a film or reading an opened text. Once nobody answers, nobody is
// asked any more: whoever listens here later may be another program.
const asking = setInterval(async () => {
  const busy = [...document.querySelectorAll("video")].some((video) => !video.paused);
  const opened = document.querySelector(".text:not(.folded) .rest");
  if (busy || opened || document.hidden) return;
  try {
    const answer = await fetch(`${document.body.dataset.home}/pulse`, { cache: "no-store" });
    if (!answer.ok) clearInterval(asking);
    else if ((await answer.text()) !== document.body.dataset.pulse) location.reload();
  } catch { clearInterval(asking); }
}, 2000);
