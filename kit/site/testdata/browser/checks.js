// What START-HERE.html promises to people who open it.
"use strict";
const fs = require("fs");
const path = require("path");
const {fileURLToPath} = require("url");
const {start, turnTo, accessible, copying, player, film, messages, composers, hashtags} = require("./parts.js");

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
	for (const v of views.filter((v) => v.dir === "rtl")) await hashtags(page, {lang: v.lang, expect, left});
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
