/** The readers of `bench/fan-out.ts`, in a process of their own: they open sockets, count what comes, and say when all have heard it. */
type Order =
  | { open: { name: string; url: string; tokens: string[]; count: number } }
  | { expect: { name: string; messages: number } };
type Told = { ready: string } | { heard: string };

const heard = new Map<string, number>();
const awaited = new Map<string, number>();
const tell = (told: Told) => process.send!(told);

function look(name: string): void {
  const goal = awaited.get(name);
  if (goal === undefined || (heard.get(name) ?? 0) < goal) return;
  awaited.delete(name);
  heard.set(name, heard.get(name)! - goal);
  tell({ heard: name });
}

process.on("message", (order: Order) => {
  if ("expect" in order) {
    awaited.set(order.expect.name, order.expect.messages);
    return look(order.expect.name);
  }
  const { name, url, tokens, count } = order.open;
  let isReady = 0;
  for (let at = 0; at < count; at++) {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${tokens[at % tokens.length]}` } } as never);
    socket.addEventListener("message", ({ data }) => {
      // The first says that the socket listens.
      if (String(data).startsWith('{"ready"')) {
        if (++isReady === count) tell({ ready: name });
        return;
      }
      heard.set(name, (heard.get(name) ?? 0) + 1);
      look(name);
    });
    socket.addEventListener("close", ({ code }) => {
      throw new Error(`a socket was closed with ${code}`);
    });
  }
});
