/* The period of a timeline by two sliders. The form with dates above does the same where no script runs. */
(() => {
  "use strict";

  const DAY = 86400000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const form = document.querySelector("[data-span]");
  if (!form) {
    return;
  }
  const first = Date.parse(`${form.dataset.span}T00:00:00Z`);
  const [from, until] = ["from", "until"].map((end) => ({
    slider: form.querySelector(`#span-${end}`),
    shown: form.querySelector(`[data-span-shown=${end}]`),
    field: form.elements[end],
  }));
  const chosen = form.querySelector("[data-span-chosen]");

  const dayOf = (slider) => new Date(first + Number(slider.value) * DAY);
  const words = (day) => `${String(day.getUTCDate()).padStart(2, "0")} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;

  const show = () => {
    for (const end of [from, until]) {
      const day = dayOf(end.slider);
      end.slider.setAttribute("aria-valuetext", words(day));
      end.shown.textContent = words(day);
      end.field.value = day.toISOString().slice(0, 10);
    }
    const most = Math.max(1, Number(from.slider.max));
    chosen.setAttribute("x", String(100 * Number(from.slider.value) / most));
    chosen.setAttribute("width", String(100 * (Number(until.slider.value) - Number(from.slider.value)) / most));
    // Where both are at the end, the one that can still move lies above.
    from.slider.classList.toggle("tributary-span__slider--above", Number(from.slider.value) > most / 2);
  };
  from.slider.addEventListener("input", () => {
    from.slider.value = String(Math.min(Number(from.slider.value), Number(until.slider.value)));
    show();
  });
  until.slider.addEventListener("input", () => {
    until.slider.value = String(Math.max(Number(from.slider.value), Number(until.slider.value)));
    show();
  });
  show();
  form.hidden = false;
})();
