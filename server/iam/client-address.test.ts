import { expect, test } from "bun:test";
import { addressed, networkOf } from "./client-address.ts";

test("an IPv6 subscriber is one network, whatever address of the /64 is used", () => {
  expect(networkOf("2001:db8:1:2::1")).toBe(networkOf("2001:DB8:1:2:ffff:ffff:ffff:ffff"));
  expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
});

test("an IPv4 address is its own network, also when mapped into IPv6", () => {
  expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("192.0.2.7")).not.toBe(networkOf("192.0.2.8"));
});

test("a client can not name its own address", () => {
  const request = new Request("http://localhost/", { headers: { "x-client-address": "203.0.113.1" } });
  expect(addressed(request, "192.0.2.7").get("x-client-address")).toBe("192.0.2.7");
});
