// Drives START-HERE.html in Chromium: node run.js FOLDER...
// Each folder holds a page made by kit site. It is opened from its files and
// over HTTP with the policy that the sharing server sends. Exit code 1 and a
// line for everything that is wrong.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const {pathToFileURL} = require("url");
const {chromium} = require("playwright-core");
const checks = require("./checks.js");

const widths = [360, 1280];
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

async function main(roots) {
	const wrong = [];
	let looked = 0;
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium", // as Debian has it,
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
	});
	for (const root of roots.map((r) => path.resolve(r))) {
		const server = await serve(root);
		const homes = [pathToFileURL(root + path.sep).href, `http://127.0.0.1:${server.address().port}/`];
		for (const [i, home] of homes.entries()) {
			// Every way and width for the first page; the others, which are larger,
			// as a phone opens them from a stick and a computer over HTTP.
			const first = root === path.resolve(roots[0]);
			for (const width of first ? widths : [widths[i]]) {
				const at = `${path.basename(root)}, ${home.split(":")[0]}, ${width} px`;
				const problem = (what) => wrong.push(`${at}: ${what}`);
				looked += await checks(browser, {root, home, width, problem, few: !first && i > 0});
			}
		}
		server.close();
		server.closeAllConnections();
	}
	await browser.close();
	for (const line of wrong) console.error(line);
	console.log(`${looked} checks, ${wrong.length} problems`);
	process.exit(wrong.length > 0 || looked === 0 ? 1 : 0);
}

main(process.argv.slice(2)).catch((err) => {
	console.error(err);
	process.exit(1);
});
