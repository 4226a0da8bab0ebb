// What is looked at of every page. The functions run in the page, so each stands alone.

export const BARE_OF_NOTHING = { unnamed: [], headings: 1, landmarks: [] };

/** What cannot be used without seeing it: things without names, headings, landmarks that lack. */
export function bareness() {
  return {
    unnamed: [...document.querySelectorAll("button, a, input, textarea")]
      .filter((one) => {
        const labels = [...(one.labels ?? [])].map((label) => label.textContent).join("");
        return (one.getAttribute("aria-label") ?? labels + one.textContent).trim() === "";
      })
      .map((one) => one.outerHTML),
    headings: document.querySelectorAll("h1").length,
    landmarks: ["header", "main"].filter((one) => !document.querySelector(one)),
  };
}

/** The texts that do not stand out from what is behind them. */
export function faintTexts() {
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
