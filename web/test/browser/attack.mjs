// What a hostile page can try on a node.

/**
 * Tries every way of a browser on every route of a node. Runs in the page, so it stands alone.
 * `target`: the node's origin; `routes`: `{method, path}`; `frames`: paths of what shows itself;
 * `sockets`: paths of WebSockets. Gives what came to something, as far as the page can tell, and
 * how many tries there were.
 */
export async function attack({ target, routes, frames, sockets = [] }) {
  const won = [];
  let tried = 0;
  const make = (tag, fields) => Object.assign(document.createElement(tag), fields);
  const values = JSON.stringify({ summary: "owned" });

  const ask = async (name, { method, path }, options) => {
    tried++;
    try {
      const body = method === "GET" ? undefined : values;
      const response = await fetch(target + path, { method, body, ...options });
      if (response.type !== "opaque" && response.ok) {
        won.push(`${name} ${path}: ${(await response.text()).slice(0, 40)}`);
      }
    } catch {
      // The browser keeps it from the page: as it should be.
    }
  };
  const load = (tag, field, path) =>
    new Promise((done) => {
      tried++;
      const element = make(tag, { [field]: target + path });
      const loaded = () => {
        // A frame loads whatever it shows, a refusal as well; what counts is what one can read.
        const frame = element instanceof HTMLIFrameElement;
        if (!frame || element.contentDocument?.querySelector("main, pre")) {
          won.push(`${tag} ${path}`);
        }
        done();
      };
      element.addEventListener("load", loaded);
      element.addEventListener("loadeddata", loaded);
      element.addEventListener("error", done);
      if (tag === "link") {
        element.rel = "stylesheet";
      }
      document.body.append(element);
    });
  const send = (path, enctype) =>
    new Promise((done) => {
      tried++;
      const sink = make("iframe", { name: `sink${document.forms.length}` });
      const form = make("form", { method: "post", action: target + path, enctype });
      form.target = sink.name;
      form.append(make("input", { name: "summary", value: "owned" }));
      document.body.append(sink, form);
      sink.addEventListener("load", done, { once: true });
      const refused = ({ effectiveDirective }) => effectiveDirective === "form-action" && done();
      document.addEventListener("securitypolicyviolation", refused); // then nothing is loaded
      form.submit();
    });
  const listen = (path) =>
    new Promise((done) => {
      tried++;
      const events = new EventSource(target + path);
      events.onopen = () => won.push(`event source ${path}`);
      events.onerror = () => {
        events.close();
        done();
      };
    });
  // A socket may open and be closed again at once: who asks is looked at twice. Nothing may come
  // of it, whatever is said first: a nudge, or the start of a pull.
  const talk = (path, word) =>
    new Promise((done) => {
      tried++;
      const socket = new WebSocket(target.replace("http", "ws") + path);
      let opened = false;
      socket.onopen = () => {
        opened = true;
        socket.send(new TextEncoder().encode(word));
      };
      socket.onmessage = () => won.push(`socket ${path} answered '${word}'`);
      socket.onclose = (event) => {
        if (opened && event.code === 1000) {
          won.push(`socket ${path} was served`);
        }
        done();
      };
    });

  const json = { "Content-Type": "application/json" };
  for (const route of routes) {
    await ask("plain", route, {});
    await ask("blind", route, { mode: "no-cors", credentials: "include" });
    await ask("json", route, { headers: json });
    await ask("token", route, { headers: { ...json, Authorization: "Bearer guess" } });
  }
  for (const { path } of routes.filter((one) => one.method === "GET")) {
    const loads = [load("img", "src", path), load("script", "src", path)];
    await Promise.all([...loads, load("link", "href", path), listen(path)]);
  }
  for (const path of frames) {
    const loads = [load("iframe", "src", path), load("video", "src", path)];
    await Promise.all([...loads, load("object", "data", path)]);
  }
  for (const path of sockets) {
    await talk(path, "n"); // a browser delays sockets that fail: few, where they are
    await talk(path, 's{"n":0,"message":"hello"}\n');
  }
  const types = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
  for (const { path } of routes.filter((one) => one.method === "POST")) {
    await Promise.all(types.map((enctype) => send(path, enctype)));
    navigator.sendBeacon(target + path, new Blob([values], { type: "text/plain" }));
  }
  return { won, tried };
}

/** What an app's own origin answers to requests for what is not its own. Runs in the page. */
export async function trespass(routes) {
  return Promise.all(
    routes.map(async ({ method, path }) => {
      const headers = { "Content-Type": "application/json" };
      const body = method === "GET" ? undefined : '{"query":"SELECT 1"}';
      const control = new AbortController();
      const response = await fetch(path, { method, headers, body, signal: control.signal });
      control.abort(); // a stream would go on
      return { method, path, status: response.status };
    }),
  );
}
