export const media = {
  photos: "Photos",
  add: "Take a photo",
  more: "Add another",
  remove: "Remove photo {{ number }}",
  alt: "Photo {{ number }}",
  preparing: "Preparing",
  waiting: "On this device",
  sending: "Sending, {{ percent }}",
  sent: "Sent",
  failed: "Not sent yet",
  missing: "Photo is not here",
  privacy: "Place and camera data are removed before a photo leaves the phone.",
};
