// What this script adds to a page that works without it: the reader's own
// language at the first look, copying, hashtags that read well, words that
// follow the song, and captions where the browser reads none from a stick. It
// stores nothing.
(function () {
	"use strict";
	var views = Array.prototype.slice.call(document.querySelectorAll(".lang"));
	var all = function (selector, within) {
		return Array.prototype.slice.call((within || document).querySelectorAll(selector));
	};

	// Languages: the address says which one is shown, so a bookmark keeps it.
	function target() {
		var id = "";
		try { id = decodeURIComponent(location.hash.slice(1)); } catch (e) { id = ""; }
		return id ? document.getElementById(id) : null;
	}
	function show() {
		var at = target();
		var view = at && at.closest ? at.closest(".lang") : null;
		view = view || views[0];
		views.forEach(function (v) { v.hidden = v !== view; });
		document.documentElement.lang = view.lang;
		document.documentElement.dir = view.dir;
		if (view.dataset.title) document.title = view.dataset.title;
		all("audio, video").forEach(function (m) { if (!view.contains(m)) m.pause(); });
		if (at && at.closest && view !== at) at.scrollIntoView();
	}
	function best() {
		var wanted = navigator.languages || [navigator.language || ""];
		for (var i = 0; i < wanted.length; i++) {
			for (var j = 0; j < views.length; j++) {
				var have = views[j].id.toLowerCase(), want = wanted[i].toLowerCase();
				if (have === want || have.split("-")[0] === want.split("-")[0]) return views[j];
			}
		}
		return views[0];
	}
	if (views.length > 1) {
		if (!target() && best() !== views[0]) location.replace("#" + best().id);
		addEventListener("hashchange", show);
		show();
	}

	// Among words that run from the right a hashtag in Latin letters would have
	// its sign at its end. A mark that nobody sees (U+200E) keeps it in front; it
	// is there to be looked at, and what is copied or sent goes without it.
	var mark = "\u200E";
	function bare(el, words) { return el.marked ? words.split(mark).join("") : words; }
	all(".posts textarea").forEach(function (t) {
		if (t.closest("[dir]").dir !== "rtl" || t.defaultValue.indexOf(mark) >= 0) return;
		t.marked = true;
		var dress = function () { t.value = bare(t, t.value).replace(/#(?=\w)/g, mark + "#"); };
		dress();
		["copy", "cut"].forEach(function (kind) {
			t.addEventListener(kind, function (e) {
				var chosen = t.value.slice(t.selectionStart, t.selectionEnd);
				if (!chosen || !e.clipboardData) return;
				e.clipboardData.setData("text/plain", bare(t, chosen));
				if (kind === "cut") t.setRangeText("");
				e.preventDefault();
			});
		});
		t.form.addEventListener("submit", function () {
			t.value = bare(t, t.value);
			setTimeout(dress, 0);
		});
	});

	// Copying.
	function viewOf(el) { return el.closest(".lang"); }
	// tell is for who hears the page; who sees it has the button, or a note.
	function tell(el, words) {
		var at = viewOf(el).querySelector(".said");
		at.textContent = "";
		setTimeout(function () { at.textContent = words; }, 50);
		setTimeout(function () { if (at.textContent === words) at.textContent = ""; }, 4000);
	}
	function note(button, words) {
		var at = button.parentNode, old = at.querySelector(".note");
		if (old) at.removeChild(old);
		if (!words) return;
		var line = document.createElement("span");
		line.className = "note";
		line.textContent = words;
		at.appendChild(line);
	}
	function select(el) {
		if (el.select) { el.focus(); el.select(); return; }
		var range = document.createRange(), now = getSelection();
		range.selectNodeContents(el);
		now.removeAllRanges();
		now.addRange(range);
	}
	// A page from a stick or from a table's own network may have no clipboard.
	function oldCopy(el) {
		select(el);
		try { return document.execCommand("copy"); } catch (e) { return false; }
	}
	function copy(button, el) {
		var words = viewOf(el).dataset;
		var good = function () {
			button.textContent = words.copied;
			note(button, "");
			tell(button, words.copied);
			setTimeout(function () { button.textContent = words.copy; }, 2500);
		};
		var other = function () {
			if (oldCopy(el)) { good(); button.focus(); } else { note(button, words.notCopied); tell(button, words.notCopied); }
		};
		var text = "value" in el ? bare(el, el.value) : el.innerText;
		if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(good, other);
		else other();
	}
	function addCopy(place, el, name) {
		var button = document.createElement("button");
		button.type = "button";
		button.className = "copy";
		button.textContent = viewOf(el).dataset.copy;
		button.dataset.other = viewOf(el).dataset.copied;
		button.setAttribute("aria-describedby", name);
		button.addEventListener("click", function () { copy(button, el); });
		place.insertBefore(button, place.firstChild);
	}
	all(".posts form").forEach(function (f) { addCopy(f.querySelector(".acts"), f.querySelector("textarea"), f.querySelector("label span").id); });
	all("[data-copies]").forEach(function (p) { addCopy(p, document.getElementById(p.dataset.copies), p.closest("section").getAttribute("aria-labelledby")); });

	// Words that follow the song.
	all(".tune").forEach(function (tune) {
		var audio = tune.querySelector("audio"), box = tune.querySelector(".lyrics");
		var lines = all("[data-to]", tune);
		if (!audio || !lines.length) return;
		var current = null;
		audio.addEventListener("timeupdate", function () {
			var now = null;
			lines.forEach(function (l) {
				if (audio.currentTime >= +l.dataset.from && audio.currentTime < +l.dataset.to) now = l;
			});
			if (now === current) return;
			if (current) current.removeAttribute("aria-current");
			current = now;
			if (!now) return;
			now.setAttribute("aria-current", "true");
			var place = now.offsetTop - box.clientHeight / 3; // the box is what offsets count from
			var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
			if (box.scrollTo) box.scrollTo({top: place, behavior: calm ? "auto" : "smooth"});
			else box.scrollTop = place;
		});
	});

	// Captions. Browsers refuse files of captions beside a page from a stick;
	// there the page's own text of them serves.
	all(".movie").forEach(function (film) {
		var video = film.querySelector("video"), list = film.querySelector(".cues");
		var first = film.querySelector("track[data-first]");
		if (!first || !list) return;
		if (location.protocol !== "file:") {
			first.track.mode = "showing";
			return;
		}
		all("track", video).forEach(function (t) { t.remove(); });
		if (!window.VTTCue) return;
		var track = video.addTextTrack("captions", first.label, first.srclang);
		all("li", list).forEach(function (c) { track.addCue(new VTTCue(+c.dataset.from, +c.dataset.to, c.textContent)); });
		track.mode = "showing";
	});
})();
