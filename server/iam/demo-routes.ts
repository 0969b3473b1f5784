/** What anyone may know before signing in, and the demo's mailbox, which exists in demo mode alone. */
import { Hono } from "hono";
import { html } from "hono/html";
import { AppError } from "../domain/errors.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { listDemoAccounts } from "./demo-accounts.ts";
import type { Mail, Mailbox } from "./mail.ts";
import type { RouteOptions } from "./route-options.ts";

export function demoRoutes({ config, identity, mailbox, version }: RouteOptions): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();

  app.get("/api/public/config", async (c) => {
    c.header("cache-control", "no-store");
    return c.json({
      demo: config.demo,
      demoAccounts: config.demo ? await listDemoAccounts(identity.service) : [],
      version,
    });
  });

  const opened = (): Mailbox => {
    if (!config.demo || !mailbox) throw new AppError("not_found");
    return mailbox;
  };

  app.get("/dev/mailbox.json", (c) => {
    c.header("cache-control", "no-store");
    return c.json(opened().list(c.req.query("to")));
  });

  app.get("/dev/mailbox.css", (c) => {
    opened();
    return c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" });
  });

  app.get("/dev/mailbox", (c) => {
    c.header("cache-control", "no-store");
    const to = c.req.query("to");
    return c.html(page(opened().list(to), to ?? ""));
  });
  return app;
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.5rem;margin:0 0 .25rem}form{display:flex;gap:.5rem;margin:1rem 0}input,button{font:inherit;padding:.6rem .75rem;min-height:2.75rem}input{flex:1}
article{border:1px solid #8884;border-radius:.5rem;padding:1rem;margin:0 0 1rem}h2{font-size:1rem;margin:0}.to{opacity:.75;margin:0}.code{font:700 2rem ui-monospace,monospace;letter-spacing:.2em;margin:.5rem 0}
pre{white-space:pre-wrap;font:inherit;margin:.75rem 0 0}`;

function page(mails: Mail[], to: string) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Demo mailbox</title>
        <link rel="stylesheet" href="/dev/mailbox.css" />
      </head>
      <body>
        <main>
          <h1>Demo mailbox</h1>
          <p>Mail that would have been sent, newest first. It is kept until the server stops.</p>
          <form method="get">
            <input type="search" name="to" value="${to}" placeholder="Recipient" aria-label="Recipient" />
            <button>Show</button>
          </form>
          ${mails.length === 0 ? html`<p role="status">No mail${to ? ` for ${to}` : ""} yet.</p>` : mails.map(article)}
        </main>
      </body>
    </html>`;
}

const article = (mail: Mail) =>
  html`<article>
    <h2>${mail.subject}</h2>
    <p class="to">To ${mail.to}</p>
    ${mail.otp ? html`<p class="code">${mail.otp}</p>` : ""}
    <pre>${mail.text}</pre>
  </article>`;
