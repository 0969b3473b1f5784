import { Toaster as Sonner } from "solid-sonner";
import { t } from "~/lib/i18n.ts";
import { theme } from "~/lib/theme.ts";

export { toast } from "solid-sonner";

/** Where toasts appear. */
export function ToastRegion() {
  return (
    <Sonner
      theme={theme()}
      position="bottom-right"
      mobileOffset={{ bottom: "calc(var(--bottom-bar) + env(safe-area-inset-bottom) + 1rem)" }}
      containerAriaLabel={t("common.notifications")}
      toastOptions={{
        closeButtonAriaLabel: t("common.action.close"),
        classes: {
          toast: "!bg-raised !text-ink !border-line !shadow-pop !text-sm",
          description: "!text-muted",
          actionButton:
            "!bg-accent !text-on-accent !font-semibold !h-8 !px-3 coarse:!h-12 coarse:!px-4 coarse:!text-sm",
          success: "[&_[data-icon]]:!text-green",
          error: "[&_[data-icon]]:!text-red",
          warning: "[&_[data-icon]]:!text-amber",
          info: "[&_[data-icon]]:!text-blue",
        },
      }}
    />
  );
}
