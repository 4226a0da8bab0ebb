import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser, startNode } from "./stage.mjs";

const PLACES = {
  "#/": "Spaces",
  "#/bugs": "bugs",
  "#/bugs/ticket": "ticket",
  "#/bugs/ticket/T1": "Crash on start",
  "#/bugs/ticket/T5": "Ask for a darker grey",
  "#/bugs/~conflicts": "Open conflicts",
  "#/bugs/~peers": "Peers",
  "#/bugs/~create/ticket": "New ticket",
  "#/attic": "attic",
  "#/nowhere": "That did not work",
};

let browser;
let node;

before(async () => {
  node = await startNode();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await node?.kill();
});

async function everywhere(options, look) {
  const page = await openPage(browser, node, "#/", options);
  for (const [place, heading] of Object.entries(PLACES)) {
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    await look(page, place);
  }
  await page.context().close();
}

// 360 pixels is a small phone, 640 what a laptop's screen has left at 200 %.
for (const width of [360, 640]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    await everywhere({ viewport: { width, height: 700 } }, async (page, place) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${place} is ${wide} pixels wide`);
    });
  });
}

test("on a small screen the menu shows where one is, and the help where it begins", async () => {
  const options = { viewport: { width: 360, height: 700 } };
  const page = await openPage(browser, node, "#/bugs/ticket", options);
  const menu = page.locator("nav.menu [aria-current]");
  await menu.waitFor();
  const box = await menu.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, `it stands from ${box.x}, ${box.width} wide`);
  await page.keyboard.press("?");
  const heading = await page.getByRole("dialog").getByRole("heading").first().boundingBox();
  assert.ok(heading.y >= 0, `the help begins at ${heading.y}`);
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`all text has the contrast of WCAG AA, ${colorScheme}`, async () => {
    await everywhere({ colorScheme, reducedMotion: "reduce" }, async (page, place) => {
      assert.deepEqual(await page.evaluate(faintTexts), [], place);
    });
  });
}

test("everything one can use has a name, each page one main heading and landmarks", async () => {
  await everywhere({}, async (page, place) => {
    const found = await page.evaluate(() => ({
      unnamed: [...document.querySelectorAll("button, a, input, textarea")]
        .filter((one) => {
          const labels = [...(one.labels ?? [])].map((label) => label.textContent).join("");
          return (one.getAttribute("aria-label") ?? labels + one.textContent).trim() === "";
        })
        .map((one) => one.outerHTML),
      headings: document.querySelectorAll("h1").length,
      landmarks: ["header", "main", "nav"].filter((one) => !document.querySelector(one)),
    }));
    assert.deepEqual(found, { unnamed: [], headings: 1, landmarks: [] }, place);
  });
});

/** The texts that do not stand out from what is behind them. Runs in the page. */
function faintTexts() {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] === 1) {
        return color;
      }
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() !== "" && element.checkVisibility()) {
      const pair = [parse(getComputedStyle(element).color), behind(element)].map(light);
      const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      if (ratio < 4.5) {
        faint.push(`${walker.currentNode.data}: ${ratio.toFixed(2)}`);
      }
    }
  }
  return faint;
}
