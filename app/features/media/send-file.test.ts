import { expect, test } from "bun:test";
import { sendFile } from "./send-file.ts";

test("a server that fails over a file is told apart from one that has too much to do", async () => {
  let status = 500;
  using server = Bun.serve({ port: 0, fetch: () => new Response("<h1>failed</h1>", { status }) });
  const to = { mediaId: "m", url: server.url.href, method: "PUT", headers: {} };
  const whyOf = async (answered: number) => {
    status = answered;
    const answer = await sendFile(to, new Blob(["x"]));
    return answer.kind === "open" ? answer.why : answer.kind;
  };
  for (const fault of [500, 507]) expect(await whyOf(fault)).toBe("fault");
  for (const busy of [429, 502, 503, 504]) expect(await whyOf(busy)).toBe("busy");
  expect(await whyOf(200)).toBe("accepted");
});
