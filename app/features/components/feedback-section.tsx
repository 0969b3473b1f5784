import Copy from "lucide-solid/icons/copy";
import Ellipsis from "lucide-solid/icons/ellipsis";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import { createSignal, For } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LiveDot } from "~/ui/live-dot.tsx";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu.tsx";
import { OfflineBanner } from "~/ui/offline-banner.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { sampleMe } from "./samples.ts";

const refusal = { data: { appCode: "site.outside_geofence", code: "UNPROCESSABLE_CONTENT" }, message: "" };

export function FeedbackSection() {
  return (
    <>
      <div class="grid gap-6 lg:grid-cols-3">
        <Card flush>
          <EmptyState
            title={t("components.sample.emptyTitle")}
            hint={t("components.sample.emptyHint")}
            action={<Button>{t("components.sample.primary")}</Button>}
          />
        </Card>
        <Card flush>
          <ErrorState error={refusal} onRetry={() => toast(t("components.sample.working"))} />
        </Card>
        <Card flush>
          <SkeletonRows rows={4} />
        </Card>
      </div>
      <Card title={t("components.section.feedback")} flush>
        <OfflineBanner offline />
        <div class="flex flex-wrap items-center gap-4 p-4">
          <For each={["live", "connecting", "offline"] as const}>{(state) => <LiveDot state={state} />}</For>
          <Avatar name={sampleMe.user.name} />
          <Avatar name={sampleMe.organization.name} square />
          <Button
            onClick={() =>
              toast.success(t("components.sample.saved"), {
                description: t("components.sample.savedDetail"),
                action: { label: t("common.action.undo"), onClick: () => {} },
              })
            }
          >
            {t("components.sample.toasts")}
          </Button>
          <Button
            onClick={() =>
              toast.error(t("components.sample.failed"), { description: t("components.sample.hoursError") })
            }
          >
            {t("components.sample.failing")}
          </Button>
        </div>
      </Card>
    </>
  );
}

export function OverlaysSection() {
  const [open, setOpen] = createSignal<"dialog" | "sheet" | null>(null);
  const close = () => setOpen(null);
  return (
    <Card title={t("components.section.overlays")}>
      <div class="flex flex-wrap gap-3">
        <Button onClick={() => setOpen("dialog")}>{t("components.sample.openDialog")}</Button>
        <Button onClick={() => setOpen("sheet")}>{t("components.sample.openSheet")}</Button>
        <Menu
          placement="bottom-start"
          triggerClass={buttonStyle()}
          trigger={
            <>
              {t("components.sample.openMenu")}
              <Ellipsis aria-hidden="true" />
            </>
          }
        >
          <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => toast(t("components.sample.menuCopy"))}>
            {t("components.sample.menuCopy")}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            danger
            icon={<MapPinOff aria-hidden="true" />}
            onSelect={() => toast(t("components.sample.menuLost"))}
          >
            {t("components.sample.menuLost")}
          </MenuItem>
        </Menu>
      </div>
      <Dialog
        open={open() !== null}
        onOpenChange={(next) => !next && close()}
        kind={open() === "sheet" ? "sheet" : "dialog"}
        title={t("components.sample.dialogTitle")}
        description={t("components.sample.dialogHint")}
        actions={
          <>
            <Button onClick={close}>{t("common.action.cancel")}</Button>
            <Button variant="primary" onClick={close}>
              {t("components.sample.field")}
            </Button>
          </>
        }
      >
        <TextField
          label={t("components.sample.hours")}
          hint={t("components.sample.hoursHint")}
          suffix="h"
          inputmode="decimal"
        />
      </Dialog>
    </Card>
  );
}
