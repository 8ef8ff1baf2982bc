// Loaded before the page is drawn: the reader's theme, and small manners for htmx. Every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const THEMES = ["auto", "light", "dark"];

  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage may be forbidden; the system's theme stays
    }
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  const current = () => root.dataset.theme || "auto";
  apply(stored());

  // htmx when the page is drawn, so that a slow line brings first what is read first.
  const { then } = document.currentScript.dataset;
  const withHtmx = () => {
    const script = document.createElement("script");
    script.src = then;
    document.head.append(script);
  };
  const onceDrawn = (next) => {
    if (document.hidden) return next(); // what isn't seen isn't drawn
    const told = "largest-contentful-paint";
    if (!PerformanceObserver.supportedEntryTypes?.includes(told)) return requestAnimationFrame(() => setTimeout(next));
    // A frame that is begun is not on the screen yet, and another may follow. What was drawn before
    // this was asked is told as well.
    new PerformanceObserver((_, drawn) => {
      drawn.disconnect();
      setTimeout(next, 200);
    }).observe({ type: told, buffered: true });
  };
  // Not before it is loaded: htmx waits for an event that has passed then.
  addEventListener("load", () => onceDrawn(withHtmx));

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const label = () => {
      button.textContent = button.dataset[current()]; // in the language of the page
    };
    label();
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(current()) + 1) % THEMES.length];
      apply(next);
      label();
      try {
        localStorage.setItem("theme", next);
      } catch {
        // the choice lasts until the page is left
      }
    });
  });

  // Passing a story on: the device's own way where it has one, else the address is copied.
  const readyToShare = () => {
    for (const button of document.querySelectorAll("[data-share][hidden]")) {
      button.hidden = !(navigator.share || navigator.clipboard);
    }
  };
  document.addEventListener("DOMContentLoaded", readyToShare);
  document.addEventListener("htmx:afterSettle", readyToShare);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-share]");
    if (!button) return;
    const { share: url, shareTitle: title, shared } = button.dataset;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        button.textContent = shared;
      }
    } catch {
      // the reader thought better of it; the address stands beside the button
    }
  });

  // A form that asks for a time zone begins with the browser's.
  const ownZone = () => {
    for (const select of document.querySelectorAll("select[data-browser-zone]")) {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      delete select.dataset.browserZone;
      if (!zone) continue;
      if (![...select.options].some((option) => option.value === zone)) select.add(new Option(zone, zone));
      select.value = zone;
    }
  };
  document.addEventListener("DOMContentLoaded", ownZone);
  document.addEventListener("htmx:afterSettle", ownZone);

  // A hidden tab doesn't poll.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const polls = (event.target.getAttribute("hx-trigger") || "").startsWith("every");
    if (polls && document.hidden) event.preventDefault();
  });

  // What a link has opened, the same link closes.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = event.detail;
    if (!elt.matches("[data-opens]")) return;
    const open = target.childElementCount > 0;
    elt.setAttribute("aria-expanded", String(!open));
    if (!open) return;
    target.replaceChildren();
    event.preventDefault();
  });

  // The token travels in a header, so that no fragment holds one.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token[1];
  });

  // A link to this very page shows it in the filter and the order that the reader chose.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.matches("[data-here]")) event.detail.path += location.search;
  });

  // A notice that says what it said stays as it is: it isn't read out again, and keeps its focus.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target.matches("[aria-live]")) event.detail.shouldSwap = target.innerHTML !== fragment.innerHTML;
  });

  // What was replaced under the reader's keyboard keeps the focus; where it is gone, the place it stood in gets it.
  let focused = null;
  let place = null;
  document.addEventListener("htmx:beforeSwap", () => {
    focused = document.activeElement?.dataset.keepFocus || null;
    place = document.activeElement?.dataset.focusElse || null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!focused) return;
    const same = document.querySelector(`[data-keep-focus="${CSS.escape(focused)}"]`);
    if (same) same.focus();
    else if (place) document.getElementById(place)?.focus({ preventScroll: true });
  });
})();
