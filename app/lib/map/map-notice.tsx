import MapPinOff from "lucide-solid/icons/map-pin-off";
import { t } from "~/lib/i18n.ts";

/** Stands where the map would be when it cannot be shown; the list beside it has the same machines. */
export function MapNotice() {
  return (
    <div class="flex h-full w-full flex-col items-center justify-center gap-2 bg-sunken p-6 text-center" role="note">
      <MapPinOff class="size-8 text-muted" aria-hidden="true" />
      <p class="font-semibold">{t("map.missing.title")}</p>
      <p class="max-w-prose text-sm text-muted">{t("map.missing.hint")}</p>
    </div>
  );
}
