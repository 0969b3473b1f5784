import { createEffect } from "solid-js";
import { t } from "./i18n.ts";

/** Titles the document while the component lives. `PageHeader` calls it for ordinary screens. */
export function usePageTitle(title: () => string): void {
  createEffect(() => {
    document.title = title() ? `${title()} · ${t("common.product")}` : t("common.product");
  });
}
