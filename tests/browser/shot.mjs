import puppeteer from "puppeteer-core";
const [file, out, w, h, hash, ms] = process.argv.slice(2);
const b = await puppeteer.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox"]});
const p = await b.newPage(); await p.setViewport({width:+w,height:+h});
p.on("console",m=>console.log("console",m.type(),m.text())); p.on("pageerror",e=>console.log("error",e.message));
await p.goto("file://"+file+(hash||"")); await p.waitForSelector("html[data-ready]",{timeout:20000});
console.log("ready",await p.evaluate(()=>performance.getEntriesByName("liantu-ready")[0].startTime), await p.evaluate(()=>document.documentElement.scrollWidth));
await new Promise(r=>setTimeout(r,200)); await p.screenshot({path:out}); await b.close();
