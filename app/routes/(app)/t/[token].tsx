import { Navigate, useParams } from "@solidjs/router";

/** What a label's QR code and NFC tag open: the scan sheet of its machine, after sign-in where that is needed. */
export default function LabelPage() {
  const params = useParams<{ token: string }>();
  return <Navigate href={`/scan?label=${encodeURIComponent(params.token)}`} />;
}
