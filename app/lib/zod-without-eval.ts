/**
 * Zod compiles schemas with `new Function` where it may; our content security policy forbids that, and even the attempt is reported. It
 * reads this when it loads, so that whoever brings Zod into a page or a worker imports this first.
 */
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
