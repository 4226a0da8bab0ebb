// What both parts of the page need.

export const byId = (id) => document.getElementById(id);

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function firstLine(text) {
  return String(text ?? "")
    .trimStart()
    .split("\n", 1)[0]
    .slice(0, 120);
}
