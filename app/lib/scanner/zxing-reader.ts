import { prepareZXingModule, readBarcodes, type ZXingModuleOverrides } from "zxing-wasm/reader";
import type { ReadCodes } from "./passes.ts";

/** Labels in one view beyond this are not looked for. */
const MAX_CODES = 4;

/**
 * Loads the decoder and gives a reader of QR codes and nothing else. Text is the plain content: no GS1 brackets, no escapes.
 * `overrides` must say where the WebAssembly is (`locateFile` or `wasmBinary`), or it would be asked for at a public CDN.
 */
export async function createReader(overrides: ZXingModuleOverrides): Promise<ReadCodes> {
  await prepareZXingModule({ overrides, fireImmediately: true });
  return async (image, options) => {
    // The reader looks at width, height and data alone; it needs no real ImageData.
    const results = await readBarcodes(image as ImageData, {
      ...options,
      formats: ["QRCode"],
      textMode: "Plain",
      tryRotate: false,
      maxNumberOfSymbols: MAX_CODES,
    });
    return results
      .filter((result) => result.isValid && result.text !== "")
      .map(({ text, position: p }) => ({ text, corners: [p.topLeft, p.topRight, p.bottomRight, p.bottomLeft] }));
  };
}
