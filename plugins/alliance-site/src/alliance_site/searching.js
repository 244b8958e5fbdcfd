// Searching: stands before the theme's search worker. The page has an index without texts, as to read
// those would hold it up; the worker fetches them by itself.

addEventListener("message", async (event) => {
  const { type, data } = event.data;
  if (type !== 0 || data.docs.length) return;
  event.stopImmediatePropagation();
  const response = await fetch(new URL("../../../search/pages.json", location.href));
  const docs = await response.json();
  dispatchEvent(new MessageEvent("message", { data: { type, data: { ...data, docs } } }));
});
