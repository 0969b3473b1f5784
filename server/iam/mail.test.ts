import { afterEach, expect, test } from "bun:test";
import type { Socket } from "bun";
import pino from "pino";
import { codeMail } from "./code-mail.ts";
import { createMailer } from "./mail.ts";

const PORT = 4141;
const publicUrl = "https://rental.acme.example";
let stop: (() => void) | undefined;
afterEach(() => {
  stop?.();
  stop = undefined;
});

/** A mail server that takes one mail and resolves with all that was said to it. */
function mailServer(): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    let inData = false;
    const answer = (socket: Socket, line: string) => {
      if (inData && line !== ".") return;
      if (line === "DATA") inData = true;
      else if (line === ".") inData = false;
      socket.write(line === "DATA" ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      if (line === ".") resolve(said);
    };
    const server = Bun.listen({
      hostname: "127.0.0.1",
      port: PORT,
      socket: {
        open: (socket) => void socket.write("220 ready\r\n"),
        data: (socket, bytes) => {
          const text = bytes.toString();
          said += text;
          for (const line of text.split("\r\n").slice(0, -1)) answer(socket, line);
        },
      },
    });
    stop = () => server.stop(true);
  });
}

const logged: { level: string; text: string }[] = [];
const log = pino(
  { level: "info" },
  { write: (text: string) => void logged.push({ level: String(JSON.parse(text).level), text }) },
);

test("mail goes out by SMTP, from the public host unless the URL names a sender", async () => {
  for (const [query, from] of [
    ["", "no-reply@rental.acme.example"],
    ["?from=hire%40acme.example", "hire@acme.example"],
  ] as const) {
    const taken = mailServer();
    const { mailer, mailbox } = createMailer(
      { demo: false, smtpUrl: `smtp://127.0.0.1:${PORT}${query}`, publicUrl },
      log,
    );
    mailer.send(codeMail("ada@people.example", "123456", "de", 10));
    const said = await taken;
    expect(mailbox).toBeNull();
    expect(said).toContain(`MAIL FROM:<${from}>`);
    expect(said).toContain("RCPT TO:<ada@people.example>");
    expect(said).toContain("123456");
    stop?.();
  }
});

test("what stands in a subject or an address begins no header and adds no recipient", async () => {
  for (const mail of [
    { to: "ada@people.example", subject: "North\r\nBcc: eve@evil.example\r\n\r\nHello", text: "Text" },
    { to: "ada@people.example, eve@evil.example", subject: "Hello", text: "Text" },
    { to: "ada@people.example>\r\nRCPT TO:<eve@evil.example", subject: "Hello", text: "Text" },
    { to: "Eve <eve@evil.example>, ada@people.example", subject: "Hello", text: "Text" },
  ]) {
    logged.length = 0;
    const taken = mailServer();
    createMailer({ demo: false, smtpUrl: `smtp://127.0.0.1:${PORT}`, publicUrl }, log).mailer.send(mail);
    // An address that is none is not sent to at all.
    const said = await Promise.race([taken, Bun.sleep(1_500).then(() => "")]);
    expect(said.match(/^RCPT TO:/gm)?.length ?? 0, mail.to).toBeLessThanOrEqual(1);
    expect(said).not.toMatch(/^RCPT TO:<eve@evil\.example>/m);
    expect(said.split("\r\n\r\n", 1)[0]).not.toMatch(/^Bcc:/im);
    if (said === "") expect(logged[0]?.text).toContain("mail not sent");
    stop?.();
  }
});

test("a mail server that is away is logged and nothing is thrown", async () => {
  logged.length = 0;
  const { mailer } = createMailer({ demo: false, smtpUrl: `smtp://127.0.0.1:${PORT}`, publicUrl }, log);
  mailer.send(codeMail("ada@people.example", "123456", null, 10));
  for (let n = 0; n < 100 && logged.length === 0; n++) await Bun.sleep(20);
  expect(logged[0]!.text).toContain("mail not sent");
  expect(logged[0]!.text).not.toContain("123456");
});

test("without SMTP_URL the log says so, without the code", () => {
  logged.length = 0;
  createMailer({ demo: false, smtpUrl: null, publicUrl }, log).mailer.send(
    codeMail("ada@people.example", "123456", null, 10),
  );
  expect(logged[0]!.text).toContain("SMTP_URL is not set");
  expect(logged[0]!.text).not.toContain("123456");
});

test("codes are written in German for German readers and in English for all others", () => {
  expect(codeMail("a@b.example", "123456", "de-AT", 10).text).toContain("10 Minuten");
  for (const locale of [null, "en", "fr", "dense"])
    expect(codeMail("a@b.example", "123456", locale, 10).text).toContain("10 minutes");
});
