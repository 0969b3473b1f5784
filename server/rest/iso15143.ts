/**
 * Our fleet as an ISO 15143-3 server, under /api/v1/telematics/iso15143: XML unless JSON is asked for. Each address calls its procedure, so
 * that permissions, scopes and tenancy are those of everything else.
 */
import { callTRPCProcedure, type AnyRouter } from "@trpc/server";
import { Hono, type Context } from "hono";
import type { Caller, CallContext, Services } from "../context.ts";
import type { IsoDocument } from "../domain/telematics/served.ts";
import { isoXml } from "../domain/telematics/write-iso.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { problemResponse } from "../problem.ts";

const BASE = "/telematics/iso15143/Fleet";
const BY_PIN = `${BASE}/Equipment/ID/:pin`;
const BY_SERIAL = `${BASE}/Equipment/MakeModelSerial/:make/:model/:serial`;

/** Addresses of the standard and the procedures behind them; a page may be left out, and so may a series' times. */
const ADDRESSES: [path: string, procedure: string][] = [
  [BASE, "telematics.fleet"],
  [`${BASE}/:page{[0-9]+}`, "telematics.fleet"],
  [BY_PIN, "telematics.machineByPin"],
  [BY_SERIAL, "telematics.machineBySerial"],
  ...["", "/:from/:to", "/:from/:to/:page{[0-9]+}"].flatMap((range): [string, string][] => [
    [`${BY_PIN}/:element${range}`, "telematics.seriesByPin"],
    [`${BY_SERIAL}/:element${range}`, "telematics.seriesBySerial"],
  ]),
];

/** Mount it at /api/v1, before what answers the rest with 404. */
export function iso15143App(
  services: Services,
  appRouter: AnyRouter,
  callerOf: (request: Request) => Promise<Caller | null>,
): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  for (const [path, procedure] of ADDRESSES)
    app.get(path, async (c) => {
      const { requestId, ip } = c.env;
      const ctx: CallContext = { services, caller: await callerOf(c.req.raw), requestId, ip };
      const { page, ...named } = c.req.param() as Record<string, string>;
      const input = page === undefined ? named : { ...named, page: Number(page) };
      try {
        const document = (await callTRPCProcedure({
          router: appRouter,
          path: procedure,
          type: "query",
          ctx,
          getRawInput: async () => input,
          signal: c.req.raw.signal,
          batchIndex: 0,
        })) as IsoDocument;
        return answer(c, document);
      } catch (error) {
        return problemResponse(error, { requestId, log: services.log, logged: true });
      }
    });
  return app;
}

function answer(c: Context<EdgeEnv>, served: IsoDocument): Response {
  const headers = { "cache-control": "no-store", vary: "accept" };
  if (prefersJson(c.req.header("accept") ?? "")) return c.json({ [served.root]: served.document }, 200, headers);
  return c.body(isoXml(served), 200, { ...headers, "content-type": "application/xml; charset=utf-8" });
}

/** The standard's default is XML; JSON is answered where it is ranked above it. */
function prefersJson(accept: string): boolean {
  const rank = (type: RegExp) =>
    Math.max(
      0,
      ...accept.split(",").map((part) => {
        const [name = "", ...parameters] = part.trim().toLowerCase().split(";");
        const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find((each) => each !== undefined);
        return type.test(name) ? Number(quality ?? 1) : 0;
      }),
    );
  return rank(/^application\/([\w.-]+\+)?json$/) > rank(/^(application|text)\/([\w.-]+\+)?xml$/);
}
