// Drives START-HERE.html in Chromium and Firefox: node run.js FOLDER...
// Each folder holds a page made by kit site. It is opened from its files and
// over HTTP with the policy that the sharing server sends. Exit code 1 and a
// line for everything that is wrong.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const {pathToFileURL} = require("url");
const {chromium, firefox} = require("playwright-core");
const checks = require("./checks.js");

const widths = [320, 360, 1280];
const types = {
	".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml",
	".woff": "font/woff", ".pdf": "application/pdf", ".wav": "audio/wav", ".ogg": "audio/ogg", ".webm": "video/webm",
	".vtt": "text/vtt", ".txt": "text/plain; charset=utf-8",
};

// serve serves a folder as a careful server does, byte ranges included.
function serve(root) {
	const server = http.createServer((req, res) => {
		const name = path.join(root, path.normalize(decodeURIComponent(new URL(req.url, "http://x").pathname)));
		if (!name.startsWith(root + path.sep) || !fs.existsSync(name) || !fs.statSync(name).isFile()) {
			res.writeHead(404);
			return res.end();
		}
		const data = fs.readFileSync(name);
		const head = {
			"Content-Type": types[path.extname(name)] || "application/octet-stream", "Accept-Ranges": "bytes",
			"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		};
		const range = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range || "");
		if (!range) {
			res.writeHead(200, {...head, "Content-Length": data.length});
			return res.end(data);
		}
		const from = +range[1], to = range[2] ? Math.min(+range[2], data.length - 1) : data.length - 1;
		res.writeHead(206, {...head, "Content-Range": `bytes ${from}-${to}/${data.length}`, "Content-Length": to - from + 1});
		res.end(data.subarray(from, to + 1));
	});
	return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// The browsers as the system has them. Playwright drives a Firefox that isn't
// its own build by WebDriver BiDi, which is what the channel asks for.
const browsers = {
	chromium: () => chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
	}),
	firefox: () => firefox.launch({
		channel: "moz-firefox",
		executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
		firefoxUserPrefs: {
			"media.autoplay.default": 0,
			"dom.events.testing.asyncClipboard": true, // the test may read what was copied
		},
	}),
};

// plan lists a browser's visits: every page from its files and over HTTP. On a
// phone's width first from a stick, on a computer's first over HTTP.
function plan(sites, engine) {
	const out = [];
	for (const [i, {root, homes}] of sites.entries()) {
		out.push({engine, root, home: homes[0], widths, few: engine !== "chromium"});
		// Firefox opens the larger pages from a stick only.
		if (engine === "chromium" || i === 0) out.push({engine, root, home: homes[1], widths: [...widths].reverse(), few: i > 0 || engine !== "chromium"});
	}
	return out;
}

async function main(roots) {
	const wrong = [];
	const looked = {};
	const sites = [];
	for (const root of roots.map((r) => path.resolve(r))) {
		const server = await serve(root);
		sites.push({root, server, homes: [pathToFileURL(root + path.sep).href, `http://127.0.0.1:${server.address().port}/`]});
	}
	// The browsers run beside each other, each one visit at a time: keys reach
	// only the window in front.
	await Promise.all(Object.keys(browsers).map(async (engine) => {
		const browser = await browsers[engine]();
		looked[engine] = 0;
		for (const visit of plan(sites, engine)) {
			const at = `${engine}, ${path.basename(visit.root)}, ${visit.home.split(":")[0]}`;
			try {
				looked[engine] += await checks(browser, {...visit, problem: (what) => wrong.push(`${at}: ${what}`)});
			} catch (err) {
				wrong.push(`${at}: ${err.stack}`);
			}
		}
		await browser.close();
	}));
	for (const {server} of sites) {
		server.close();
		server.closeAllConnections();
	}
	for (const line of wrong) console.error(line);
	console.log(Object.keys(browsers).map((engine) => `${looked[engine]} checks in ${engine}`).join(", ") + `, ${wrong.length} problems`);
	process.exit(wrong.length > 0 || Object.values(looked).some((n) => n === 0) ? 1 : 0);
}

main(process.argv.slice(2)).catch((err) => {
	console.error(err);
	process.exit(1);
});
