import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BARE_OF_NOTHING, bareness, faintTexts } from "../looks.mjs";
import { openPage, startBrowser, startNode } from "../stage.mjs";

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
  // Found and measured at once: what changes on the node draws the menu anew.
  const found = await page.waitForFunction(() => {
    const here = document.querySelector("nav.menu [aria-current]")?.getBoundingClientRect();
    return here && here.width > 0 ? { x: here.x, width: here.width } : null;
  });
  const box = await found.jsonValue();
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
    assert.deepEqual(await page.evaluate(bareness), BARE_OF_NOTHING, place);
  });
});
