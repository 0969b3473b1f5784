/** The picture that the camera shows now, as a file; null before there is any. It is made fit to send like every other (`preparePhoto`). */
export async function takePicture(video: HTMLVideoElement): Promise<File | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) return null;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d", { alpha: false })?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
  return blob && new File([blob], "photo.jpg", { type: "image/jpeg" });
}
