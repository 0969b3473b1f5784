import { ButtonsSection, FieldsSection } from "~/features/components/controls-section.tsx";
import { FiguresSection, StatesSection, TableSection } from "~/features/components/data-section.tsx";
import { FeedbackSection, OverlaysSection } from "~/features/components/feedback-section.tsx";
import { WorkSection } from "~/features/components/work-section.tsx";
import { t } from "~/lib/i18n.ts";
import { setTheme, type Theme, theme } from "~/lib/theme.ts";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Toaster } from "~/ui/toast.tsx";

/** The review page of the visual language. */
export default function ComponentsPage() {
  return (
    <main id="main" class="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-8 md:px-8">
      <PageHeader
        title={t("components.title")}
        description={t("components.hint")}
        actions={
          <SegmentedControl<Theme>
            label={t("shell.user.theme")}
            value={theme()}
            onChange={setTheme}
            options={[
              { value: "system", label: t("shell.user.themeSystem") },
              { value: "light", label: t("shell.user.themeLight") },
              { value: "dark", label: t("shell.user.themeDark") },
            ]}
          />
        }
      />
      <ButtonsSection />
      <FieldsSection />
      <StatesSection />
      <FiguresSection />
      <TableSection />
      <FeedbackSection />
      <OverlaysSection />
      <WorkSection />
      <Toaster />
    </main>
  );
}
