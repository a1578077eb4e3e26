// A relay of your own for services that refuse browsers: it forwards to the hosts named here and stores nothing.
// Whoever runs it can see the keys that pass, so run it yourself. Name your studio's origin in place of the star.
const HOSTS = new Set([
  "api.elevenlabs.io", "api.stability.ai", "api.replicate.com", "replicate.delivery", "api.minimax.io", "api.sunoapi.org",
]);
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers":
    "content-type, authorization, x-api-key, xi-api-key, x-goog-api-key, anthropic-version, anthropic-dangerous-direct-browser-access, prefer, customer-id, access-token, api-key",
};

export default {
  async fetch(request) {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: CORS });
    const { pathname, search } = new URL(request.url);
    const [, host, ...path] = pathname.split("/");
    if (!HOSTS.has(host)) return new Response("This relay does not know the host.", { status: 404, headers: CORS });
    const headers = new Headers(request.headers);
    for (const name of ["origin", "referer", "cookie"]) headers.delete(name);
    const body = request.method === "POST" ? request.body : undefined;
    const answer = await fetch(`https://${host}/${path.join("/")}${search}`, {
      method: request.method, headers, body, redirect: "manual",
    });
    const seen = new Headers(answer.headers);
    seen.delete("set-cookie");
    for (const [name, value] of Object.entries(CORS)) seen.set(name, value);
    return new Response(answer.body, { status: answer.status, headers: seen });
  },
};
