// What START-HERE.html promises to people who open it.
"use strict";
const fs = require("fs");
const path = require("path");
const {fileURLToPath} = require("url");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const start = "START-HERE.html";

// checks opens one page in one browser and returns how many things it looked
// at, so that a test that looks at nothing is noticed. Its layout is measured
// at every width of widths, everything else is tried at the first.
module.exports = async function checks(browser, {engine, root, home, widths, problem, few}) {
	let looked = 0;
	const expect = (ok, what) => {
		looked++;
		if (!ok) problem(what);
	};
	const chromium = engine === "chromium", served = home.startsWith("http");
	const context = await browser.newContext({
		viewport: {width: widths[0], height: 800}, locale: "xx", bypassCSP: false, colorScheme: served ? "dark" : "light",
	});
	context.setDefaultTimeout(120000); // a busy machine isn't a fault of the page
	if (chromium && served) await context.grantPermissions(["clipboard-read", "clipboard-write"], {origin: home});
	const left = [];
	await context.route((url) => !url.href.startsWith(home), (route) => {
		left.push(route.request());
		return route.abort();
	});
	const page = await context.newPage();
	page.on("console", (m) => { if (m.type() === "error") problem("console: " + m.text()); });
	page.on("pageerror", (e) => problem("script: " + e.message));
	page.on("requestfailed", (r) => {
		if (r.url().startsWith(home) && !/ABORTED/.test(r.failure().errorText)) problem("not loaded: " + r.url());
	});
	page.on("response", (r) => { if (r.status() >= 400) problem(r.status() + ": " + r.url()); });

	await page.goto(home + start);
	const views = await page.$$eval(".lang", (all) => all.map((e) => ({lang: e.id, dir: e.dir})));
	const langs = views.map((v) => v.lang);
	expect(langs.length > 1, "there is one language only");
	// One language of each direction is looked at closer.
	const close = langs.filter((l, i) => views.findIndex((v) => v.dir === views[i].dir) === i);
	const shown = few ? close : langs;
	for (const lang of shown) {
		await language(page, {lang, expect});
		for (const width of close.includes(lang) ? [...widths].reverse() : [widths[0]]) {
			await page.setViewportSize({width, height: 800});
			await layout(page, {lang, width, expect});
			if (width === Math.min(...widths)) await largeLetters(page, {lang, width, expect});
			if (chromium) await accessible(page, `${lang}, ${width} px`, expect, lang === langs[0] ? "" : lang);
		}
	}
	if (chromium) await ownColours(page, {lang: langs[0], expect});
	await keys(page, {url: home + start, expect});
	await links(page, {root, home, expect});
	await copying(page, {lang: langs[0], expect, clipboard: served});
	await player(page, {lang: langs[0], expect});
	await film(page, {lang: langs[0], expect});
	await messages(page, {home, lang: langs[0], expect, width: widths[0], chromium});
	expect(left.length === 0, "a request left the page: " + left.map((r) => r.url()).join(", "));
	await composers(page, {lang: langs[0], expect, left});
	await context.close();

	// Firefox can't be told to run no scripts, but to be refused this one.
	if (chromium || served) await withoutScript(browser, {home, langs, shown, width: widths[0], expect});
	return looked;
};

// language: switched to by its link, it alone is shown.
async function language(page, {lang, expect}) {
	await page.locator(`.lang:visible .languages a[href="#${lang}"]`).click();
	await page.waitForFunction((id) => document.documentElement.lang === document.getElementById(id).lang, lang);
	const seen = await page.$$eval(".lang", (all) => all.filter((e) => e.offsetHeight > 0).map((e) => e.id));
	expect(seen.join() === lang, `${lang}: shown are ${seen}`);
	const doc = await page.evaluate(() => ({
		lang: document.documentElement.lang, dir: document.documentElement.dir, hash: location.hash, title: document.title,
		h1: document.querySelector(".lang:not([hidden]) h1").textContent,
	}));
	const view = await page.$eval(`[id="${lang}"]`, (e) => ({lang: e.lang, dir: e.dir}));
	expect(doc.lang === view.lang && doc.dir === view.dir && doc.hash === "#" + lang, `${lang}: the document is ${JSON.stringify(doc)}`);
	expect(doc.title === doc.h1, `${lang}: the title is ${doc.title}`);
}

// broken lists the words of headings that are torn in two. It runs in the page.
function broken(id) {
	const found = [];
	for (const heading of document.getElementById(id).querySelectorAll("h1, h2, h3")) {
		const node = heading.firstChild, range = document.createRange();
		for (const word of node.data.matchAll(/[^\s\-–—]+/g)) {
			range.setStart(node, word.index);
			range.setEnd(node, word.index + word[0].length);
			const tops = [...range.getClientRects()].map((r) => r.top);
			if (tops.some((t) => Math.abs(t - tops[0]) > 9)) found.push(word[0]);
		}
	}
	return found;
}

// largeLetters: at twice the size it fits too, and headings keep their words
// whole.
async function largeLetters(page, {lang, width, expect}) {
	await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide <= width, `${lang}, letters of twice the size: ${wide} px wide in a window of ${width}`);
	const torn = await page.evaluate(broken, lang);
	expect(torn.length === 0, `${lang}, ${width} px, letters of twice the size: words in two: ${torn.join(", ")}`);
	await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
}

// layout: it fits, and begins at its language's side.
async function layout(page, {lang, width, expect}) {
	const found = await page.evaluate((id) => {
		const view = document.getElementById(id), h1 = view.querySelector("h1");
		const range = document.createRange();
		range.selectNodeContents(h1);
		const text = range.getBoundingClientRect(), box = h1.getBoundingClientRect();
		const tight = [...view.querySelectorAll("a, button, h2, h3, summary")].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0);
		return {
			inner: innerWidth, wide: document.documentElement.scrollWidth, rtl: view.dir === "rtl", right: box.right - text.right, left: text.left - box.left,
			tight: tight.map((e) => e.textContent.trim()),
			small: [...view.querySelectorAll("a, button, summary")].filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.textContent.trim()),
			columns: [...view.querySelectorAll(".grid")].map((e) => getComputedStyle(e).gridTemplateColumns.split(" ").length),
		};
	}, lang);
	expect(found.inner === width && found.wide <= width, `${lang}: ${found.wide} px wide in a window of ${found.inner}`);
	expect(found.tight.length === 0, `${lang}, ${width} px: words without room: ${found.tight.join(", ")}`);
	expect(found.small.length === 0, `${lang}, ${width} px: too small for a finger: ${found.small.join(", ")}`);
	expect(Math.min(2, ...found.columns) === 2, `${lang}, ${width} px: pictures stand in ${found.columns} columns`);
	const torn = await page.evaluate(broken, lang);
	expect(torn.length === 0, `${lang}, ${width} px: words in two: ${torn.join(", ")}`);
	if (found.rtl) expect(found.right < 8 && found.left > found.right, `${lang}: the title doesn't begin at the right: ${JSON.stringify(found)}`);
}

// ownColours: where the reader's colours replace those of the page, buttons keep
// an edge and the code its ground.
async function ownColours(page, {lang, expect}) {
	await page.emulateMedia({forcedColors: "active"});
	await turnTo(page, lang);
	const found = await page.$eval(`[id="${lang}"]`, (view) => {
		const flat = [...view.querySelectorAll("button, .button, .call a, textarea")].filter((e) => {
			const s = getComputedStyle(e);
			return parseFloat(s.borderTopWidth) < 1 || s.borderTopStyle !== "solid" || s.borderTopColor === s.backgroundColor;
		});
		const symbol = view.querySelector(".symbol");
		return {flat: flat.map((e) => e.textContent.trim().slice(0, 20)), ground: symbol ? getComputedStyle(symbol).backgroundColor : "rgb(255, 255, 255)"};
	});
	expect(found.flat.length === 0, "without an edge in the reader's own colours: " + found.flat.join(", "));
	expect(found.ground === "rgb(255, 255, 255)", "the ground of the code is " + found.ground);
	await page.emulateMedia({forcedColors: null});
}

// keys: the first one leads past the languages, and one sees where it is.
async function keys(page, {url, expect}) {
	await page.goto("about:blank");
	await page.goto(url);
	await page.keyboard.press("Tab");
	const skip = await page.evaluate(() => {
		const box = document.activeElement.getBoundingClientRect();
		return {is: document.activeElement.className, seen: box.left >= 0 && box.width > 0};
	});
	expect(skip.is === "skip" && skip.seen, "the first key doesn't reach the link to the content");
	await page.keyboard.press("Tab");
	const ring = await page.evaluate(() => ({is: document.activeElement.tagName, ring: getComputedStyle(document.activeElement).outlineStyle}));
	expect(ring.is === "A" && ring.ring === "solid", `the second key reaches ${ring.is}, its ring is ${ring.ring}`);
	await page.evaluate(() => document.activeElement.blur());
}

// accessible: clean by axe's rules, the whole page or one view of it.
async function accessible(page, what, expect, id) {
	// The rules run from outside the page, whose policy allows no script of ours.
	const cdp = await page.context().newCDPSession(page);
	const evaluate = async (expression) => {
		const {result, exceptionDetails} = await cdp.send("Runtime.evaluate", {expression, awaitPromise: true, returnByValue: true});
		if (exceptionDetails) throw new Error(exceptionDetails.text);
		return result.value;
	};
	if (!await evaluate("!!window.axe")) await evaluate(axe);
	const {passes, bad} = JSON.parse(await evaluate(`axe.run(${id ? `document.getElementById(${JSON.stringify(id)})` : "document"}, {resultTypes: ["violations"], iframes: false, preload: false})
		.then((r) => JSON.stringify({passes: r.passes.length, bad: r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | "))}))`));
	await cdp.detach();
	expect(passes > 20, `${what}: axe looked at ${passes} rules only`);
	expect(bad.length === 0, `${what}: axe: ${bad.join("; ")}`);
}

// links: every one leads to a file of the folder, to a place on the page, or
// to a web page that is named; every picture shows.
async function links(page, {root, home, expect}) {
	const hrefs = await page.$$eval("a[href]", (all) => all.map((a) => a.href));
	const ids = new Set(await page.$$eval("[id]", (all) => all.map((e) => e.id)));
	for (const href of new Set(hrefs)) {
		if (!href.startsWith(home)) {
			expect(href.startsWith("https://"), "a link to " + href);
			continue;
		}
		const url = new URL(href);
		const name = home.startsWith("file:") ? fileURLToPath("file://" + url.pathname) : path.join(root, decodeURIComponent(url.pathname));
		expect(fs.existsSync(name), "no file for " + href);
		if (url.hash && path.basename(name) === start) expect(ids.has(decodeURIComponent(url.hash.slice(1))), "nothing at " + url.hash);
	}
	const broken = await page.$$eval(".lang:not([hidden]) img", async (all) => {
		const bad = [];
		for (const img of all) {
			img.loading = "eager";
			try { await img.decode(); } catch (e) { bad.push(img.src); }
		}
		return bad;
	});
	expect(broken.length === 0, "pictures that don't show: " + broken.join());
	const face = await page.evaluate(async () => {
		await document.fonts.ready;
		return [...document.fonts].filter((f) => f.status === "error").map((f) => f.unicodeRange);
	});
	expect(face.length === 0, "fonts that don't load: " + face.join());
	expect(await page.evaluate(() => [...document.fonts].some((f) => f.status === "loaded")), "no font is loaded");
}

// turnTo goes to a place of the page that is open. Nothing is loaded, so no
// driver may wait for it.
function turnTo(page, place) {
	return page.evaluate((to) => { location.hash = to; }, place);
}

// copying: a message, also after it was changed, and the letter.
async function copying(page, {lang, expect, clipboard}) {
	await turnTo(page, lang);
	const first = page.locator(`[id="${lang}"] .posts form`).first();
	await first.locator("textarea").fill("Changed words");
	await page.evaluate(() => {
		window.copied = [];
		document.addEventListener("copy", () => window.copied.push(String(document.activeElement.value || getSelection())));
		if (navigator.clipboard) {
			const real = navigator.clipboard.writeText.bind(navigator.clipboard);
			navigator.clipboard.writeText = (words) => { window.copied.push(words); return real(words); };
		}
	});
	const read = async () => clipboard ? page.evaluate(() => navigator.clipboard.readText()) : page.evaluate(() => window.copied[window.copied.length - 1]);
	const said = () => page.locator(`[id="${lang}"] .said`).textContent();
	await first.locator("button.copy").click();
	await page.waitForFunction((l) => document.querySelector(`[id="${l}"] .said`).textContent !== "", lang);
	expect(await read() === "Changed words", "a message is copied as " + await read());
	expect(await said() === await page.$eval(`[id="${lang}"]`, (e) => e.dataset.copied), "what is said after copying: " + await said());
	await page.locator(`[id="${lang}-letter"] button.copy`).click();
	await page.waitForTimeout(100);
	const letter = await read();
	expect(letter.length > 40 && !letter.includes("<"), "the letter is copied as " + letter);

	// A browser without a clipboard, as on a table's own network, copies too.
	await page.evaluate(() => {
		window.copied = [];
		Object.defineProperty(navigator, "clipboard", {value: undefined});
	});
	await first.locator("button.copy").click();
	expect(await page.evaluate(() => window.copied[0]) === "Changed words", "without a clipboard nothing is copied");
}

// player: it starts, and the words follow, each where one sees it.
async function player(page, {lang, expect}) {
	const audio = page.locator(`[id="${lang}"] audio`).first();
	if (await audio.count() === 0) return;
	const found = await audio.evaluate(async (a) => {
		const box = a.closest(".tune").querySelector(".lyrics"), lines = [...a.closest(".tune").querySelectorAll("[data-to]")];
		if (lines.length === 0) return {plays: true, follows: true, seen: true};
		const until = async (done) => { for (let i = 0; i < 100 && !done(); i++) await new Promise((go) => setTimeout(go, 50)); return done(); };
		box.scrollIntoView({block: "center", behavior: "instant"}); // Firefox scrolls softly only what is in sight
		a.muted = true;
		await a.play();
		const found = {plays: !a.paused && a.duration > 0, follows: true, seen: true};
		for (const line of [lines[0], lines[Math.floor(lines.length * 2 / 3)], lines[lines.length - 1]]) {
			a.currentTime = +line.dataset.from + 0.05;
			found.follows = await until(() => line.hasAttribute("aria-current")) && found.follows;
			found.seen = await until(() => {
				const l = line.getBoundingClientRect(), b = box.getBoundingClientRect();
				return l.top >= b.top && l.bottom <= b.bottom;
			}) && found.seen;
		}
		a.pause();
		return found;
	});
	expect(found.plays, "the song doesn't play");
	expect(found.follows, "the words don't follow");
	expect(found.seen, "the words that are sung lie outside their box");
}

// film: it shows its first picture, and has captions, from a stick too.
async function film(page, {lang, expect}) {
	const video = page.locator(`[id="${lang}"] video`).first();
	if (await video.count() === 0) return;
	const found = await video.evaluate(async (v) => {
		v.muted = true;
		let painted = false;
		v.requestVideoFrameCallback(() => { painted = true; });
		await v.play();
		for (let i = 0; i < 200 && !painted; i++) await new Promise((done) => setTimeout(done, 50));
		const track = [...v.textTracks].find((t) => t.mode === "showing") || v.textTracks[0];
		for (let i = 0; i < 60 && !(track && track.cues && track.cues.length); i++) await new Promise((done) => setTimeout(done, 50));
		v.pause();
		return {width: v.videoWidth, painted, cues: track && track.cues ? track.cues.length : 0};
	});
	expect(found.width > 0 && found.painted, "the film doesn't play: " + JSON.stringify(found));
	expect(found.cues > 0, "the film has no captions");
}

// messages: the page of all of them.
async function messages(page, {home, lang, expect, width, chromium}) {
	const link = page.locator(`[id="${lang}-messages"] a.button`);
	if (await link.count() === 0) return;
	await link.click();
	await page.waitForLoadState();
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide <= width, `the page of messages is ${wide} px wide`);
	expect(await page.locator("button.copy").count() === await page.locator("textarea").count(), "a message can't be copied");
	if (chromium) await accessible(page, "messages", expect);
	await page.locator(".home a").click();
	await page.waitForLoadState();
	expect(page.url() === home + start + `#${lang}-messages`, "the way back leads to " + page.url());
}

// composers: a form opens the network's page with the words in its address.
async function composers(page, {lang, expect, left}) {
	await turnTo(page, lang);
	const form = page.locator(`[id="${lang}"] .posts form`).first();
	await form.locator("textarea").fill("Words & more\n#tag");
	for (const [i, host] of ["x.com", "bsky.app"].entries()) {
		left.length = 0;
		const popup = page.context().waitForEvent("page");
		await form.locator("button:not(.copy)").nth(i).click();
		const opened = await popup;
		await page.waitForTimeout(200);
		const url = left.length ? new URL(left[0].url()) : null;
		expect(url && url.host === host && url.searchParams.get("text").replace(/\r/g, "") === "Words & more\n#tag", "a composer is opened with " + url);
		expect(left.length > 0 && !left[0].headers().referer, "a network is told where the reader was");
		await opened.close();
	}
}

// withoutScript: all languages can be reached and read.
async function withoutScript(browser, {home, langs, shown, width, expect}) {
	const context = await browser.newContext({viewport: {width, height: 800}, javaScriptEnabled: false});
	context.setDefaultTimeout(120000);
	await context.route((url) => url.pathname.endsWith(".js"), (route) => route.abort());
	const page = await context.newPage();
	const visible = () => page.$$eval(".lang", (all) => all.filter((e) => e.querySelector("h1").offsetHeight > 0).map((e) => e.id));
	for (const place of ["", ...shown.map((l) => "#" + l), `#${shown[shown.length - 1]}-letter`]) {
		await page.goto("about:blank");
		await page.goto(home + start + place);
		const want = place ? place.slice(1).replace(/-letter$/, "") : langs[0];
		const seen = await visible();
		expect(seen.join() === want, `without a script, at "${place}" are shown ${seen}`);
	}
	expect(await page.locator("button.copy").count() === 0, "without a script there are buttons that do nothing");
	await context.close();
}
