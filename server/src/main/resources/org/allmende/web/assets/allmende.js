// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes quicker what works without it: marks a post in place, counts letters, tells of news. Nothing depends on it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (css, from = document) => [...from.querySelectorAll(css)];

  // What the pictures on the buttons mean.
  const hint = from => all(".acts>*", from.parentNode).forEach(one => { one.title = one.getAttribute("aria-label").split(",")[0]; });
  hint(document.documentElement);

  // Of many tabs the one where one is.
  all(".line [aria-current]").forEach(tab => tab.parentNode.scrollTo({ left: tab.offsetLeft - tab.parentNode.offsetLeft - 60 }));

  // Times in the reader's own zone.
  all("time[datetime]").forEach(time => {
    const when = new Date(time.dateTime);
    if (!isNaN(when)) time.title = when.toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short" });
  });

  // Buttons under posts: the server answers with the new row of buttons.
  const form = document.getElementById("f");
  form?.addEventListener("submit", async event => {
    const button = event.submitter;
    const row = button?.closest(".acts");
    if (!row) return;
    const sent = new URLSearchParams(new FormData(form));
    sent.set(button.name, button.value);
    event.preventDefault();
    const place = all("a,button", row).indexOf(button);
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Partial": "acts" } });
      if (!answer.ok || answer.redirected) throw answer;
      const fresh = document.createRange().createContextualFragment(await answer.text()).firstElementChild;
      row.replaceWith(fresh);
      hint(fresh);
      all("a,button", fresh)[place]?.focus();
    } catch {
      location.reload();
    }
  });

  // News: a bar to press, never a page that moves.
  const bar = document.querySelector("[data-live]");
  const plural = new Intl.PluralRules(root.lang);
  const title = document.title;
  if (form && window.EventSource) {
    const live = new EventSource(bar?.dataset.live ?? "/live");
    const fresh = new Set();
    live.addEventListener("news", event => {
      if (!bar) return;
      fresh.add(event.data);
      const count = fresh.size;
      bar.textContent = (plural.select(count) === "one" ? bar.dataset.one : bar.dataset.other).replace("{0}", count);
      bar.hidden = false;
      document.title = `(${count}) ${title}`;
    });
    live.addEventListener("gone", event => fresh.delete(event.data));
    live.addEventListener("unread", event => all("a[href='/notifications']:not(.news)").forEach(link => {
      let dot = link.querySelector("[data-unread]");
      if (!dot) {
        dot = document.createElement("span");
        dot.className = "dot";
        dot.dataset.unread = "";
        link.append(dot);
      }
      dot.textContent = event.data;
      dot.hidden = event.data === "0";
    }));
    addEventListener("pagehide", () => live.close());
  }

  // Writing: letters left, who will see it, one picture after the other, more answers to a poll.
  // As the server counts: an address is 23 letters, a mention only its name.
  const parts = window.Intl?.Segmenter ? new Intl.Segmenter() : null;
  const weight = text => {
    const bare = text.replace(/https?:\/\/[^\s]+/gi, "x".repeat(23)).replace(/@([\w.-]+)@[\w.-]+\w(:\d+)?/g, "@$1");
    return parts ? [...parts.segment(bare)].length : [...bare].length;
  };
  all("form[data-writer]").forEach(writer => {
    const text = writer.querySelector("textarea[data-max]");
    const count = writer.querySelector(".count");
    const warning = writer.querySelector("[name=warning]");
    const tell = () => {
      const left = text.dataset.max - weight(text.value) - (warning ? weight(warning.value) : 0);
      count.textContent = left.toLocaleString(root.lang);
      count.classList.toggle("over", left < 0);
    };
    text.addEventListener("input", tell);
    warning?.addEventListener("input", tell);
    tell();
    text.setSelectionRange(text.value.length, text.value.length);
    text.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) writer.requestSubmit();
    });

    const audience = writer.querySelector("[data-sees]");
    audience?.addEventListener("change", () => {
      const says = writer.querySelector("#sees span");
      if (says) says.textContent = audience.selectedOptions[0].dataset.says;
    });

    const slots = all("[data-slot]", writer);
    const show = () => slots.forEach((slot, place) => {
      slot.hidden = place > 0 && !slots[place - 1].querySelector("[type=file]").files.length;
    });
    slots.forEach(slot => slot.querySelector("[type=file]").addEventListener("change", () => {
      show();
      slot.querySelector("[name^=alt]").focus();
    }));
    show();

    // The hour, in the reader's own zone; the server is told how far that is from universal time.
    const at = writer.querySelector("[name=at]");
    if (at) {
      const local = when => new Date(when - when.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
      if (at.value) at.value = local(new Date(at.value + "Z"));
      writer.querySelector("[data-utc]").hidden = true;
      writer.addEventListener("submit", () => {
        if (at.value) writer.querySelector("[name=zone]").value = -new Date(at.value).getTimezoneOffset();
      });
    }

    const more = writer.querySelector("[data-more]");
    more?.addEventListener("click", () => {
      const last = more.previousElementSibling;
      const next = last.cloneNode(true);
      const label = next.querySelector(".label");
      label.textContent = label.textContent.replace(/\d+/, number => +number + 1);
      next.querySelector("input").value = "";
      last.after(next);
      next.querySelector("input").focus();
    });

    let sent = false;
    writer.addEventListener("submit", event => {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
  });
})();
