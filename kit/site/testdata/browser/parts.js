// What is promised of the parts of START-HERE.html that one uses: messages,
// letter, song and film.
"use strict";
const fs = require("fs");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const start = "START-HERE.html";

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
	await page.locator(`[id="${lang}"] .note`).waitFor({state: "detached"});
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

// hashtags: in a language that runs from the right they are shown with their
// sign in front, and are copied and sent as the kit has them.
async function hashtags(page, {lang, expect, left}) {
	await turnTo(page, lang);
	const form = page.locator(`[id="${lang}"] .posts form`).filter({has: page.locator("textarea")}).first();
	const area = form.locator("textarea");
	const own = await area.evaluate((t) => t.defaultValue), shown = await area.inputValue();
	if (!/#\w/.test(own)) return;
	expect(!own.includes("\u200E") && !/(?<!\u200E)#\w/.test(shown), `a message in ${lang} is shown as ${shown}`);
	await area.evaluate((t) => {
		t.addEventListener("copy", (e) => { window.chosen = e.clipboardData.getData("text/plain"); });
		t.focus();
		t.select();
	});
	await page.keyboard.press("Control+C");
	const chosen = await page.evaluate(() => window.chosen);
	expect(chosen === own, `chosen and copied it is ${JSON.stringify(chosen)}`);
	const popup = page.context().waitForEvent("page");
	left.length = 0;
	await form.locator("button:not(.copy)").first().click();
	await (await popup).close();
	const sent = left.length ? new URL(left[0].url()).searchParams.get("text").replace(/\r/g, "") : "";
	expect(sent === own, `sent it is ${JSON.stringify(sent)}`);
	expect(await area.inputValue() === shown, "after it was sent it is shown otherwise");
	const names = await page.$$eval(`[id="${lang}"] button`, (all) => all.map((b) => document.getElementById(b.getAttribute("aria-describedby"))));
	expect(names.length > 0 && names.every((n) => n), "a button doesn't say which message it is for");
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

module.exports = {start, turnTo, accessible, copying, player, film, messages, composers, hashtags};
