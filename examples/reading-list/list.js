// A reading list that is kept in localStorage. Sync only ever asks for what is pending, and tells
// what was saved and what came from elsewhere: docs/sync-adapter.md.

const KEY = "reading-list";
const byId = (id) => document.getElementById(id);

// ---- Its own storage: by id, an object as hubs keep it, and whether one has it.

const read = () => JSON.parse(localStorage.getItem(KEY) ?? "{}");

function write(entries) {
  localStorage.setItem(KEY, JSON.stringify(entries));
  show();
}

/** Whether two objects are of the same edit. */
function isSame(one, other) {
  return one.data?.changed === other.data?.changed && one.deleted === other.deleted;
}

/** A person makes or changes a book. */
function edit(id, { title, blob }) {
  const data = { title, changed: Date.now() };
  const object = { type: "book", id, data, ...(blob && { blob }) };
  write({ ...read(), [id]: { object, saved: false } });
  app.onupdate?.();
}

function remove(id) {
  const object = { type: "book", id, deleted: true };
  write({ ...read(), [id]: { object, saved: false } });
  app.onupdate?.();
}

// ---- What Sync wants to know, and tells.

const app = {
  onupdate: null,

  getPendingObjects(answer) {
    const pending = Object.values(read()).filter(({ saved }) => !saved);
    answer(
      null,
      pending.map(({ object }) => object),
    );
  },

  objectsSaved(objects, done) {
    const entries = read();
    for (const object of objects) {
      // What was changed again meanwhile is still pending.
      if (entries[object.id] && isSame(entries[object.id].object, object)) {
        keep(entries, object);
      }
    }
    write(entries);
    done();
  },

  objectsReceived(objects, done) {
    const entries = read();
    for (const object of objects) {
      const mine = entries[object.id];
      if (mine && !mine.saved && !mine.object.deleted && !isSame(mine.object, object)) {
        // Both changed it: theirs stays where it is, mine becomes a book of its own.
        const { data, blob } = mine.object;
        const copy = { ...data, title: `${data.title} (my version)` };
        const id = crypto.randomUUID();
        entries[id] = { object: { type: "book", id, data: copy, ...(blob && { blob }) } };
      }
      keep(entries, object);
    }
    write(entries);
    done();
  },

  resetSaved(done) {
    const entries = read();
    Object.values(entries).forEach((entry) => {
      entry.saved = false;
    });
    write(entries);
    done();
  },

  status({ status, error, detail }) {
    const last = new Date(sync.lastSyncTime() || Date.now()).toLocaleTimeString();
    say(error ? `${error}: ${detail}` : status?.endsWith("_complete") ? "Saved" : `Synced ${last}`);
  },

  reportObjectErrors(errors) {
    console.error(errors);
  },
};

/** A hub has this object just so. */
function keep(entries, object) {
  if (object.deleted) {
    delete entries[object.id];
  } else {
    entries[object.id] = { object, saved: true };
  }
}

// Without a net, and thus without the script, the list works all the same.
const sync = globalThis.Sync && new Sync(app, { appName: "reading-list" });

// ---- The page.

function say(text) {
  byId("state").textContent = text;
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function show() {
  const books = Object.values(read()).filter(({ object }) => !object.deleted);
  books.sort((one, other) => one.object.data.title.localeCompare(other.object.data.title));
  byId("books").replaceChildren(...books.map(shown));
}

function shown({ object, saved }) {
  const { id, data, blob } = object;
  const title = element("input", { type: "text", value: data.title, ariaLabel: "Title" });
  title.onchange = () => edit(id, { title: title.value, blob });
  const gone = element("button", { type: "button", onclick: () => remove(id) }, "Delete");
  gone.ariaLabel = `Delete ${data.title}`;
  return element("li", { className: saved ? "" : "pending" }, cover(object), title, gone);
}

function cover({ id, data, blob }) {
  const choose = element("input", { type: "file", accept: "image/*" });
  choose.ariaLabel = `Cover of ${data.title}`;
  choose.onchange = async () => {
    edit(id, { title: data.title, blob: await blobOf(choose.files[0]) });
  };
  const picture = blob ? element("img", { src: addressOf(blob), alt: "" }) : "cover";
  return element("label", { className: "cover" }, choose, picture);
}

async function blobOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { content_type: file.type, data };
}

function addressOf({ content_type, data, href }) {
  return data ? `data:${content_type};base64,${data}` : (sync?.authenticateUrl(href) ?? href);
}

function showHubs() {
  const leaving = (address) => () => sync.removeHub(address, hubsChanged);
  byId("hubs").replaceChildren(
    ...sync.hubAddresses().map((address) => {
      const leave = element("button", { type: "button", onclick: leaving(address) }, "Leave");
      leave.ariaLabel = `Leave ${address}`;
      return element("li", {}, `${address} `, leave);
    }),
  );
}

function hubsChanged(error) {
  say(error ? error.message : "All hubs have everything");
  showHubs();
}

function showPerson(isIn) {
  byId("enter").hidden = isIn;
  byId("leave").hidden = !isIn;
}

byId("add").onsubmit = (event) => {
  event.preventDefault();
  edit(crypto.randomUUID(), { title: event.target.elements.title.value });
  event.target.reset();
};

if (sync) {
  showPerson(false);
  sync.watch({ onlogin: () => showPerson(true), onlogout: () => showPerson(false) });
  byId("enter").onsubmit = (event) => {
    event.preventDefault();
    sync.signIn(event.target.elements.name.value, (error) => error && say(error.message));
  };
  byId("leave").onclick = () => sync.logout();
  byId("join").onsubmit = (event) => {
    event.preventDefault();
    sync.addHub({ serverUrl: event.target.elements.address.value }, hubsChanged);
    event.target.reset();
  };
  showHubs();
} else {
  say("The hub cannot be reached; what you write stays here for now.");
}
addEventListener("storage", show); // another tab wrote
show();
