/** Reads a body that is a telematics document, XML or JSON, as it was sent. */
import { AppError } from "../domain/errors.ts";
import { decodeDocument, MAX_DOCUMENT_BYTES } from "../features/telematics/read-document.ts";
import { readBytes } from "../http/read-body.ts";

/** Throws `input.unsupported_type` (415), `input.too_large` (413) and `telematics.malformed_document` (422). */
export async function readDocumentBody(request: Request): Promise<string> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (
    type !== "" &&
    type !== "application/octet-stream" &&
    !/^(application|text)\/([\w.-]+\+)?(xml|json|plain)$/.test(type)
  )
    throw new AppError("input.unsupported_type", {
      message: "Send the document as application/xml or application/json.",
    });
  const text = decodeDocument(await readBytes(request, { maxBytes: MAX_DOCUMENT_BYTES }));
  if (text.trim() === "")
    throw new AppError("telematics.malformed_document", { details: { reason: "The document is empty." } });
  return text;
}
