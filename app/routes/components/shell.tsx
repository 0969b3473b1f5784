import Plus from "lucide-solid/icons/plus";
import { createSignal } from "solid-js";
import { FiguresSection, TableSection } from "~/features/components/data-section.tsx";
import { sampleMe } from "~/features/components/samples.ts";
import { navItems } from "~/features/shell/nav-items.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { AppShell } from "~/ui/app-shell.tsx";
import { Button } from "~/ui/button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";

/** The frame with sample contents, for review without a server. */
export default function ShellPage() {
  const [orgId, setOrgId] = createSignal(sampleMe.organization.id);
  const me = () => {
    const membership = sampleMe.memberships.find((candidate) => candidate.orgId === orgId());
    return membership
      ? {
          ...sampleMe,
          role: membership.role,
          organization: { ...sampleMe.organization, id: membership.orgId, name: membership.orgName },
        }
      : sampleMe;
  };
  return (
    <AppShell
      me={me()}
      nav={navItems}
      counts={{ "/alerts": 3 }}
      live={online() ? "live" : "offline"}
      online={online()}
      onSwitchOrganization={setOrgId}
      onSignOut={() => window.location.assign("/components")}
      onSwitchPerson={() => {}}
    >
      <PageHeader
        title={t("components.title")}
        eyebrow={me().organization.name}
        description={t("components.hint")}
        actions={
          <Button variant="primary">
            <Plus aria-hidden="true" />
            {t("components.sample.primary")}
          </Button>
        }
      />
      <div class="flex flex-col gap-6">
        <FiguresSection />
        <TableSection />
      </div>
    </AppShell>
  );
}
