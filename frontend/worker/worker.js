// The worker of a page, where the WASM of this crate runs: new Worker(".../worker.js", { type: "module" }).
// Messages of both directions are described in src/message.rs.
import start, { hear } from "./desk.js";

const ready = start();

self.onmessage = async ({ data }) => {
  await ready;
  // Outside of the promise, so that a fault is told to the page as an error of its worker.
  queueMicrotask(() => hear(data));
};

// Without its WASM there is nobody to answer: the page hears it as an error of its worker.
ready.catch((fault) => queueMicrotask(() => { throw fault; }));
