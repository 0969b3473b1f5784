// @refresh reload
import { createHandler, StartServer } from "@solidjs/start/server";

/**
 * The static shell, rendered once at build time. It holds no inline script, so a strict content security policy applies
 * to it unchanged: the theme is set before the first paint by the small file /theme.js.
 */
export default createHandler(() => (
  <StartServer
    document={(props) => (
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" media="(prefers-color-scheme: light)" content="#1a1814" />
          <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0b0a09" />
          <meta name="description" content="Track rented construction machines: send out, take back, hours, alerts." />
          <meta name="apple-mobile-web-app-capable" content="yes" />
          <meta name="apple-mobile-web-app-status-bar-style" content="black" />
          <title>Smart Rental</title>
          <script src="/theme.js" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
          <link rel="manifest" href="/manifest.webmanifest" />
          {props.assets}
        </head>
        <body>
          <div id="app">{props.children}</div>
          <div class="boot" aria-hidden="true">
            <img src="/icon.svg" alt="" width="64" height="64" />
          </div>
          <noscript>
            <p class="noscript">Smart Rental needs JavaScript. Please switch it on and load this page again.</p>
          </noscript>
          {props.scripts}
        </body>
      </html>
    )}
  />
));
