import type { media as source } from "../en/media.ts";

export const media: typeof source = {
  photos: "Fotos",
  add: "Foto aufnehmen",
  more: "Noch eines",
  remove: "Foto {{ number }} entfernen",
  alt: "Foto {{ number }}",
  preparing: "Wird vorbereitet",
  waiting: "Auf diesem Gerät",
  sending: "Wird gesendet, {{ percent }}",
  sent: "Gesendet",
  failed: "Noch nicht gesendet",
  missing: "Foto ist nicht da",
  privacy: "Orts- und Kameradaten werden entfernt, bevor ein Foto das Telefon verlässt.",
};
