/** `bun run dev`: the server on port 3001 and Vite with hot reload on port 3000 before it. */
const root = new URL("..", import.meta.url).pathname;
const env = { ...process.env, PUBLIC_URL: process.env.PUBLIC_URL ?? "http://localhost:3000" };
const server = Bun.spawn(["bun", "--watch", "server/start.ts", "--no-build"], {
  cwd: root,
  stdout: "inherit",
  stderr: "inherit",
  env: { ...env, PORT: "3001" },
});
const vite = Bun.spawn(["bun", "--bun", "vite", "--config", "app.config.ts", "--port", "3000"], {
  cwd: root,
  stdout: "inherit",
  stderr: "inherit",
  env: { ...env, SMART_RENTAL_API: "http://127.0.0.1:3001" },
});
const stop = () => {
  server.kill();
  vite.kill();
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
await Promise.race([server.exited, vite.exited]);
stop();
