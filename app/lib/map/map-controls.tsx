import Maximize from "lucide-solid/icons/maximize";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import { t } from "~/lib/i18n.ts";
import { IconButton } from "~/ui/icon-button.tsx";

/** Zoom and overview, in the app's own buttons. */
export function MapControls(props: { onZoom: (by: number) => void; onFit: () => void }) {
  return (
    <div class="absolute end-3 top-3 z-10 flex flex-col gap-1">
      <IconButton variant="secondary" label={t("map.zoomIn")} onClick={() => props.onZoom(1)}>
        <Plus aria-hidden="true" />
      </IconButton>
      <IconButton variant="secondary" label={t("map.zoomOut")} onClick={() => props.onZoom(-1)}>
        <Minus aria-hidden="true" />
      </IconButton>
      <IconButton variant="secondary" label={t("map.fit")} onClick={() => props.onFit()}>
        <Maximize aria-hidden="true" />
      </IconButton>
    </div>
  );
}
